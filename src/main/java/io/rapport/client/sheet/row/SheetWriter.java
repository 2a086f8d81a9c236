package io.rapport.client.sheet.row;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a table row by row; no cell of it is ever run as a formula. Close it to end the file. */
public interface SheetWriter extends AutoCloseable {

    void write(List<? extends @Nullable String> cells) throws IOException;

    @Override
    void close() throws IOException;
}
