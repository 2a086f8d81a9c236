package io.rapport.ruleset;

import java.nio.file.Path;
import java.time.Instant;

/** The rules as they ship, read and compiled once for all tests. */
public final class Shipped {

    /** A Sunday noon in Moscow. */
    public static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private Shipped() {}

    private static final class Files {
        static final RuleFiles ALL = RuleFiles.in(Path.of("rules"));
    }

    private static final class Compiled {
        static final Ruleset RULES = Ruleset.of(Files.ALL);
    }

    public static RuleFiles files() {
        return Files.ALL;
    }

    public static Ruleset rules() {
        return Compiled.RULES;
    }
}
