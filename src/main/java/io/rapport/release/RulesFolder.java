package io.rapport.release;

import io.rapport.ruleset.RuleFiles;
import io.rapport.ruleset.Ruleset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Where the rule files come from: a folder on disk if there is one, otherwise those that travel inside the jar. They are read and
 * compiled in the background from the very start, while the database is still starting.
 */
@Component
class RulesFolder {

    private static final String PACKAGED = "rules/";

    private final Path path;
    private @Nullable CompletableFuture<Compiled> atStart;

    RulesFolder(@Value("${rapport.rules-dir:./rules}") Path path) {
        this.path = path;
        this.atStart = CompletableFuture.supplyAsync(this::compile);
    }

    record Compiled(RuleFiles files, Ruleset rules) {}

    /** What the folder held at the start; asked once. */
    synchronized Compiled compiledAtStart() {
        CompletableFuture<Compiled> compiling = Objects.requireNonNull(atStart, "asked twice");
        atStart = null;
        try {
            return compiling.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** What the folder holds now. */
    Compiled compile() {
        RuleFiles files = files();
        return new Compiled(files, Ruleset.of(files));
    }

    private boolean isOnDisk() {
        return Files.isDirectory(path.resolve("schema"));
    }

    private RuleFiles files() {
        return isOnDisk() ? RuleFiles.in(path) : packaged();
    }

    private static RuleFiles packaged() {
        var bytes = new TreeMap<String, byte[]>();
        try {
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + PACKAGED + "**/*.*")) {
                String address = URLDecoder.decode(resource.getURL().toString(), StandardCharsets.UTF_8);
                String name = address.substring(address.lastIndexOf("/" + PACKAGED) + PACKAGED.length() + 1);
                if (RuleFiles.isRuleFile(name)) {
                    bytes.put(name, resource.getContentAsByteArray());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The packaged rules cannot be read", e);
        }
        return new RuleFiles(bytes);
    }

    @Override
    public String toString() {
        return isOnDisk() ? path.toAbsolutePath().normalize().toString() : "packaged in the application";
    }
}
