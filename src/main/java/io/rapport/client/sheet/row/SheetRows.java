package io.rapport.client.sheet.row;

import org.jspecify.annotations.Nullable;

/** The rows of an open file, one after the other. */
public interface SheetRows extends AutoCloseable {

    /** The next row, blank ones included; null after the last. */
    @Nullable
    SheetRow next() throws SheetRefused;

    @Override
    void close();
}
