package io.rapport.content;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the three stores of this room have in common: enough for files to be read into them and written from them. */
public interface Shelf<T> {

    Optional<T> find(String id);

    /** Everything, in the order in which it is listed and exported. */
    List<T> all();

    /** Only one writer at a time from here to the end of the transaction, so that what was read is still true when written. */
    void lock();

    /** Adds and replaces. */
    void putAll(List<T> records, Instant now);

    /** Adds or replaces one record and says which it was. */
    Change put(T item, Instant now);

    Change remove(String id, Instant now);
}
