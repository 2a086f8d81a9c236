package io.rapport.platform.database;

/** The database cannot be used as it is, and a person has to act: the message says what is wrong, the remedy what to do. */
final class UnusableDatabase extends RuntimeException {

    private final String remedy;

    UnusableDatabase(String problem, String remedy) {
        this(problem, remedy, null);
    }

    UnusableDatabase(String problem, String remedy, @org.jspecify.annotations.Nullable Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
