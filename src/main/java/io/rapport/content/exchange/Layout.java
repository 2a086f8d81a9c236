package io.rapport.content.exchange;

import io.rapport.content.check.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one kind of record stands in a file. The first column is the key. */
interface Layout<T> {

    List<Column> columns();

    String key(T item);

    /**
     * @param before the record as it is, for what the file does not say
     * @param place of the line among the lines of the file, from 1
     */
    T read(Cells cells, @Nullable T before, int place);

    /** The cells in the order of the columns. */
    List<String> write(T item);

    List<Violation> violations(T item);
}
