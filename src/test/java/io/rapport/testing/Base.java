package io.rapport.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * A base of clients of any size: the same people with the same past, whenever it is made. Half of them agreed to advertising, each
 * has up to twelve events in the sixty days before the given instant; nobody is due, and release 1 has looked at them all.
 */
public final class Base {

    private static final int MOST_EVENTS = 12;

    private static final List<String> DEEDS = List.of(
            "MESSAGE",
            "REPLIED",
            "ASKED_PRICE",
            "CONTENT_SENT",
            "BUTTON",
            "TOLD_INTEREST",
            "OBJECTION_PRICE",
            "OFFER_MADE");

    private static final List<String> NAMES = List.of("Анна", "Борис", "Вера", "Глеб", "Дина", "Егор", "Жанна", "Зоя");

    private final DataSource dataSource;
    private final long seed;
    private final Instant now;

    private Base(DataSource dataSource, long seed, Instant now) {
        this.dataSource = dataSource;
        this.seed = seed;
        this.now = now;
    }

    /** Adds clients with the ids from 1 to the given one to an empty database. */
    public static void fill(DataSource dataSource, int clients, long seed, Instant now) {
        var base = new Base(dataSource, seed, now);
        base.copy("client (id, created_at, name, last_message_at, timezone, reviewed_release)", clients, base::client);
        base.copy("identity (client_id, channel, external_id, created_at)", clients, base::identity);
        base.copy("consent (client_id, purpose, text_version, source, given_at)", clients, base::consent);
        base.copy("event (client_id, type, at, attributes, dedupe_key)", clients, base::events);
        base.run("select setval(pg_get_serial_sequence('client', 'id'), " + clients + ")");
        base.run("vacuum analyze");
    }

    private interface Lines {
        void of(int client, Random random, StringBuilder to);
    }

    private void client(int id, Random random, StringBuilder to) {
        line(
                to,
                id,
                now.minus(Duration.ofDays(60)),
                NAMES.get(random.nextInt(NAMES.size())) + " " + id,
                now.minus(Duration.ofDays(random.nextInt(60))),
                "Europe/Moscow",
                1);
    }

    private void identity(int id, Random random, StringBuilder to) {
        line(to, id, "telegram", "t" + id, now.minus(Duration.ofDays(60)));
    }

    private void consent(int id, Random random, StringBuilder to) {
        if (random.nextBoolean()) {
            line(to, id, "ADVERTISING", "1", "generated", now.minus(Duration.ofDays(60)));
        }
    }

    private void events(int id, Random random, StringBuilder to) {
        int count = random.nextInt(MOST_EVENTS + 1);
        Instant at = now.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 60)));
        for (int i = 0; i < count; i++) {
            String type = DEEDS.get(random.nextInt(DEEDS.size()));
            line(to, id, type, at, type.equals("TOLD_INTEREST") ? "{\"value\": \"TRAVEL\"}" : "{}", "g" + i);
            at = at.plus(Duration.ofSeconds(1 + random.nextInt(600)));
        }
    }

    private static void line(StringBuilder to, Object... values) {
        for (int i = 0; i < values.length; i++) {
            to.append(i == 0 ? "" : "\t").append(values[i]);
        }
        to.append('\n');
    }

    private void copy(String into, int clients, Lines lines) {
        try (Connection connection = dataSource.getConnection();
                var trusting = connection.createStatement()) {
            // What is made up here fits together: looking up the client of each of ten million events takes longer than
            // the rest.
            trusting.execute("set session_replication_role = replica");
            copy(connection, "copy " + into + " from stdin", clients, lines);
            trusting.execute("reset session_replication_role");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void copy(Connection connection, String sql, int clients, Lines lines) throws SQLException {
        try (OutputStream out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), sql, 1 << 16)) {
            var buffer = new StringBuilder();
            for (int id = 1; id <= clients; id++) {
                lines.of(id, new Random(seed * 1_000_003 + id), buffer);
                if (buffer.length() > 1 << 16) {
                    out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
                    buffer.setLength(0);
                }
            }
            out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String sql) {
        try (Connection connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
