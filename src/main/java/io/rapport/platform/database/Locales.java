package io.rapport.platform.database;

import java.util.List;

/** How text compares in the database: ICU sorts the Russian way; the system's part must know letters beyond ASCII. */
final class Locales {

    /** With plain C, pg_trgm takes Cyrillic for punctuation. Windows has no such name, and takes its own with any encoding. */
    static final String SYSTEM = system(System.getProperty("os.name"));

    private Locales() {}

    static List<String> initOptions() {
        var icu = List.of("--encoding=UTF8", "--locale-provider=icu", "--icu-locale=ru-RU");
        return SYSTEM.isEmpty()
                ? icu
                : java.util.stream.Stream.concat(icu.stream(), java.util.stream.Stream.of("--locale=" + SYSTEM))
                        .toList();
    }

    private static String system(String os) {
        return os.startsWith("Windows") ? "" : os.startsWith("Mac") ? "en_US.UTF-8" : "C.UTF-8";
    }
}
