package io.rapport.content;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is made of a whole table, kept in memory until any node changes that table. The version is asked for at most once a second;
 * a change made through this node is seen at once.
 */
public final class Watched<T> {

    private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

    private record Seen<T>(T value, long version, long checkedAt) {}

    private final JdbcClient jdbc;
    private final String table;
    private final Supplier<T> load;
    private final LongSupplier ticks;
    private volatile @Nullable Seen<T> seen;
    private volatile boolean touched;

    public Watched(JdbcClient jdbc, String table, Supplier<T> load) {
        this(jdbc, table, load, System::nanoTime);
    }

    Watched(JdbcClient jdbc, String table, Supplier<T> load, LongSupplier ticks) {
        this.jdbc = jdbc;
        this.table = table;
        this.load = load;
        this.ticks = ticks;
    }

    public T get() {
        Seen<T> last = seen;
        return last != null && !touched && ticks.getAsLong() - last.checkedAt < PATIENCE ? last.value : lookAgain();
    }

    /** The next reader asks for the version, however recently it was asked. */
    public void touched() {
        touched = true;
    }

    private synchronized T lookAgain() {
        Seen<T> last = seen;
        long now = ticks.getAsLong();
        if (last != null && !touched && now - last.checkedAt < PATIENCE) {
            return last.value;
        }
        touched = false;
        // The version before the rows: rows newer than their version are only read once more, never missed.
        long version = version();
        T value = last != null && last.version == version ? last.value : load.get();
        seen = new Seen<>(value, version, now);
        return value;
    }

    private long version() {
        return jdbc.sql("select version from content_version where of_table = ?")
                .param(table)
                .query(Long.class)
                .single();
    }
}
