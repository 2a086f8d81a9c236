package io.rapport.journal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Decisions to say nothing, or not yet. One that says the same as one before is counted, not copied. */
@Repository
public class Silences {

    private final JdbcClient jdbc;

    public Silences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Why nothing was said to a client.
     *
     * @param row the row that asked for silence, or that stood in the way of what another one wanted
     * @param wanted the row whose touch was not allowed; empty where nothing was wanted
     * @param isHeld whether that touch may leave later
     */
    public record Silence(
            long clientId, long release, String action, String row, String wanted, boolean isHeld, String reason) {

        /** Alike reviews have one. */
        String digest() {
            String inTheWay = wanted.isEmpty() ? "" : (isHeld ? " << " : " < ") + wanted;
            return release + " " + action + " " + row + inTheWay;
        }
    }

    /**
     * At most one of each client. Call it under the clients' locks.
     *
     * @return the clients who were left in silence for this reason for the first time
     */
    public Set<Long> keep(List<Silence> silences, Instant now) {
        if (silences.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("""
                with kept as (
                insert into silence (client_id, digest, release_id, action, row_id, reason, first_at, last_at)
                select client_id, digest, release_id, action, row_id, reason, :now, :now
                from unnest(:clients, :digests, :releases, :actions, :rows, :reasons)
                    as t (client_id, digest, release_id, action, row_id, reason)
                on conflict (client_id, digest) do update
                set last_at = greatest(silence.last_at, excluded.last_at), times = silence.times + 1
                returning client_id, times)
                select client_id from kept where times = 1
                """)
                .param("clients", silences.stream().map(Silence::clientId).toArray(Long[]::new))
                .param("releases", silences.stream().map(Silence::release).toArray(Long[]::new))
                .param("digests", texts(silences, Silence::digest))
                .param("actions", texts(silences, Silence::action))
                .param("rows", texts(silences, Silence::row))
                .param("reasons", texts(silences, Silence::reason))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list());
    }

    private static String[] texts(List<Silence> silences, Function<Silence, String> text) {
        return silences.stream().map(text).toArray(String[]::new);
    }
}
