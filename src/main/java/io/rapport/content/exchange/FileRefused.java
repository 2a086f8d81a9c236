package io.rapport.content.exchange;

/** The file cannot be read as a table at all. */
final class FileRefused extends Exception {

    private final transient ImportError error;

    FileRefused(ImportError error) {
        super(error.en());
        this.error = error;
    }

    FileRefused(String ru, String en) {
        this(ImportError.inFile(ru, en));
    }

    ImportError error() {
        return error;
    }
}
