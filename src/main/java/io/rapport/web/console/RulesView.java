package io.rapport.web.console;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules that decide right now, as the rules page shows them. */
public interface RulesView {

    Optional<LiveRules> live();

    /** The bytes of a file of the live release; empty if it has none under this path. */
    Optional<byte[]> file(String path);

    /** @param tables may be empty if nobody can tell: the page then shows files only */
    record LiveRules(
            long number,
            String hash,
            String author,
            @Nullable String comment,
            Instant publishedAt,
            List<RuleFile> files,
            List<RuleTable> tables) {}

    record RuleFile(String path, long bytes, String sha256) {}

    /** @param file the path of the file the table stands in */
    record RuleTable(String code, String title, String file, int rows) {}
}
