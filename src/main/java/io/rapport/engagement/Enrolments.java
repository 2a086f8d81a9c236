package io.rapport.engagement;

import io.rapport.client.Events;
import io.rapport.client.Happening;
import io.rapport.decision.SeriesMove;
import io.rapport.fact.Deeds;
import io.rapport.fact.Enrolment;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is in which sequence, and how far. A client is in one at a time; call the verbs under the client's lock. */
@Component
public class Enrolments {

    private record Of(long client, Enrolment enrolment) {}

    private static final RowMapper<Of> ACTIVE = (rs, n) -> new Of(
            rs.getLong("client_id"),
            new Enrolment(
                    rs.getString("sequence"),
                    rs.getInt("cycle"),
                    rs.getInt("step"),
                    rs.getLong("release_id"),
                    rs.getObject("enrolled_at", OffsetDateTime.class).toInstant(),
                    rs.getObject("step_at", OffsetDateTime.class).toInstant()));

    private final JdbcClient jdbc;
    private final Events events;

    Enrolments(JdbcClient jdbc, Events events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    public Optional<Enrolment> of(long clientId) {
        return Optional.ofNullable(of(List.of(clientId)).get(clientId));
    }

    /** Of each of these clients; whoever is in no sequence is absent. */
    public Map<Long, Enrolment> of(Collection<Long> clientIds) {
        return jdbc
                .sql("select * from sequence_enrolment where client_id = any (:clients) and ended_at is null")
                .param("clients", clientIds.toArray(Long[]::new))
                .query(ACTIVE)
                .list()
                .stream()
                .collect(Collectors.toMap(Of::client, Of::enrolment));
    }

    /**
     * Carries moves out, in their order.
     *
     * @param releaseId the release that somebody who is enrolled goes on by
     */
    public void move(long clientId, List<SeriesMove> moves, long releaseId, Instant now) {
        for (SeriesMove move : moves) {
            if (move instanceof SeriesMove.Enrol enrol) {
                enrol(clientId, enrol, releaseId, now);
            } else if (move instanceof SeriesMove.Advance advance) {
                advance(clientId, advance.sequence(), advance.step(), now);
            } else if (move instanceof SeriesMove.Leave leave) {
                leave(clientId, leave, now);
            }
        }
    }

    private void enrol(long clientId, SeriesMove.Enrol enrol, long releaseId, Instant now) {
        long id = jdbc.sql("""
                        insert into sequence_enrolment (client_id, sequence, cycle, release_id, enrolled_at, step_at)
                        values (:client, :sequence, :cycle, :release, :now, :now) returning id
                        """)
                .param("client", clientId)
                .param("sequence", enrol.sequence())
                .param("cycle", enrol.cycle())
                .param("release", releaseId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        happened(
                clientId,
                Deeds.SERIES_STARTED,
                Map.of("value", enrol.sequence(), "row", enrol.by().row()),
                "series:" + id + ":started",
                now);
    }

    /** A step is behind the client: taken, or passed over. Never back. */
    void advance(long clientId, String sequence, long step, Instant at) {
        jdbc.sql("""
                update sequence_enrolment set step = :step, step_at = :at
                where client_id = :client and sequence = :sequence and ended_at is null and step < :step
                """)
                .param("step", step)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("client", clientId)
                .param("sequence", sequence)
                .update();
    }

    private void leave(long clientId, SeriesMove.Leave leave, Instant now) {
        jdbc.sql("""
                update sequence_enrolment set ended_at = :now, end_reason = :reason
                where client_id = :client and sequence = :sequence and ended_at is null returning id
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("reason", leave.reason())
                .param("client", clientId)
                .param("sequence", leave.sequence())
                .query(Long.class)
                .optional()
                .ifPresent(id -> happened(
                        clientId,
                        Deeds.SERIES_ENDED,
                        Map.of(
                                "value",
                                leave.sequence(),
                                "reason",
                                leave.reason(),
                                "row",
                                leave.by().row()),
                        "series:" + id + ":ended",
                        now));
    }

    private void happened(long clientId, String type, Map<String, String> attributes, String key, Instant now) {
        events.appendAll(clientId, List.of(new Happening(type, now, attributes, key)));
    }
}
