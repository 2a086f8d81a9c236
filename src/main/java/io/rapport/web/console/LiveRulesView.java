package io.rapport.web.console;

import io.rapport.release.LiveRelease;
import io.rapport.ruleset.table.Tables;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The stored files of the live release, and the tables that this node reads in them. */
@Component
class LiveRulesView implements RulesView {

    private final StoredRules stored;
    private final LiveRelease live;

    LiveRulesView(JdbcClient jdbc, LiveRelease live) {
        this.stored = new StoredRules(jdbc);
        this.live = live;
    }

    @Override
    public Optional<LiveRules> live() {
        return stored.live()
                .map(rules -> new LiveRules(
                        rules.number(),
                        rules.hash(),
                        rules.author(),
                        rules.comment(),
                        rules.publishedAt(),
                        rules.files(),
                        tables(live.current().rules().tables())));
    }

    private static List<RuleTable> tables(Tables tables) {
        return tables.rules().values().stream()
                .filter(table -> !table.rows().isEmpty())
                .map(table -> new RuleTable(
                        table.id(),
                        table.schema().sheet().ru(),
                        table.rows().get(0).place().replaceFirst(" ›.*", ""),
                        table.enabledRows().size()))
                .sorted(java.util.Comparator.comparing(RuleTable::file).thenComparing(RuleTable::code))
                .toList();
    }

    @Override
    public Optional<byte[]> file(String path) {
        return stored.file(path);
    }
}
