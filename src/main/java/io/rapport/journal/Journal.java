package io.rapport.journal;

import io.rapport.decision.Outcome;
import io.rapport.decision.Trigger;
import io.rapport.fact.FactSheet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Decisions kept. "Why?" is a look-up here, never a guess. */
@Repository
public class Journal {

    private final JdbcClient jdbc;

    public Journal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is to be kept of one decision.
     *
     * @param inboundId the message that was decided about, if one was
     * @param answer the knowledge entry that was near, if one was: id, similarity, passage
     */
    public record Entry(
            FactSheet sheet,
            Trigger trigger,
            long releaseId,
            Outcome outcome,
            @Nullable Long inboundId,
            @Nullable Map<String, Object> answer) {}

    /** Keeps a decision in the caller's transaction and returns its id. */
    public long keep(Entry entry) {
        return keepAll(List.of(entry)).get(0);
    }

    /** Keeps decisions in the caller's transaction and returns their ids, in the same order. */
    public List<Long> keepAll(List<Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                insert into decision (client_id, at, trigger, release_id, inbound_id, stage, action, sheet, outcome)
                select client_id, at::timestamptz, trigger, release_id, inbound_id, stage, action, sheet::jsonb, outcome::jsonb
                from unnest(:clients, :ats, :triggers, :releases, :inbounds::bigint[], :stages, :actions, :sheets, :outcomes)
                    with ordinality
                    as t (client_id, at, trigger, release_id, inbound_id, stage, action, sheet, outcome, position)
                order by position
                returning id
                """)
                .param("clients", numbers(entries, entry -> entry.sheet().clientId()))
                .param("releases", numbers(entries, Entry::releaseId))
                .param("inbounds", numbers(entries, Entry::inboundId))
                .param("ats", texts(entries, entry -> entry.sheet().at().toString()))
                .param("triggers", texts(entries, entry -> entry.trigger().name()))
                .param("stages", texts(entries, entry -> entry.outcome().stage()))
                .param("actions", texts(entries, entry -> action(entry.outcome())))
                .param("sheets", texts(entries, entry -> json(DecisionShape.sheet(entry.sheet(), entry.answer()))))
                .param("outcomes", texts(entries, entry -> json(DecisionShape.outcome(entry.outcome(), entry.sheet()))))
                .query(Long.class)
                .list();
    }

    private static String action(Outcome outcome) {
        return outcome.reply().isSilence()
                ? outcome.initiative().action()
                : outcome.reply().action();
    }

    private static @Nullable Long[] numbers(List<Entry> entries, Function<Entry, @Nullable Long> number) {
        return entries.stream().map(number).toArray(Long[]::new);
    }

    private static String[] texts(List<Entry> entries, Function<Entry, String> text) {
        return entries.stream().map(text).toArray(String[]::new);
    }

    /** How a decision left a client. */
    public record Left(String stage, Set<String> tags) {}

    /** As the last decision up to an instant left the client. */
    public Optional<Left> leftBy(long clientId, Instant at) {
        return jdbc.sql("""
                select stage, array(select jsonb_array_elements_text(outcome -> 'tags')) as tags
                from decision where client_id = :client and at <= :at
                order by at desc, id desc limit 1
                """)
                .param("client", clientId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((rs, n) -> new Left(rs.getString("stage"), Set.of((String[])
                        rs.getArray("tags").getArray())))
                .optional();
    }

    private static String json(Map<String, Object> value) {
        return JsonMapper.shared().writeValueAsString(value);
    }
}
