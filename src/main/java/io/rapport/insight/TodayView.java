package io.rapport.insight;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The day so far, in numbers. */
@Component
public class TodayView {

    /** Older silence is no longer an answer that is due but a sleeping client, which is the rules' business. */
    private static final Duration STILL_WAITING = Duration.ofDays(7);

    /**
     * @param waiting clients who wrote within the last seven days and have heard nothing since
     * @param setAside messages that could not be handled, whatever day they came
     */
    public record Today(
            long clients,
            long newClients,
            long messagesIn,
            long messagesOut,
            long waiting,
            long withPeople,
            long setAside) {}

    private final JdbcClient jdbc;

    public TodayView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Today since(Instant midnight, Instant now) {
        return jdbc.sql("""
                select
                    (select count(*) from client) as clients,
                    (select count(*) from client where created_at >= :midnight) as new_clients,
                    (select count(*) from inbound
                     where received_at >= :midnight and kind in ('MESSAGE', 'START', 'BUTTON', 'CONTACT')) as messages_in,
                    (select count(*) from touch where sent_at >= :midnight and state = 'SENT') as messages_out,
                    (select count(*) from client c
                     where coalesce(c.last_message_at, c.created_at) >= :recent and %s) as waiting,
                    (select count(*) from client where owner_kind = 'HUMAN') as with_people,
                    (select count(*) from inbound where state = 'SET_ASIDE') as set_aside
                """.formatted(ClientViews.WAITING))
                .param("midnight", midnight.atOffset(ZoneOffset.UTC))
                .param("recent", now.minus(STILL_WAITING).atOffset(ZoneOffset.UTC))
                .query((rs, n) -> new Today(
                        rs.getLong("clients"),
                        rs.getLong("new_clients"),
                        rs.getLong("messages_in"),
                        rs.getLong("messages_out"),
                        rs.getLong("waiting"),
                        rs.getLong("with_people"),
                        rs.getLong("set_aside")))
                .single();
    }
}
