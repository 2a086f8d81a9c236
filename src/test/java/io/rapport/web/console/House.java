package io.rapport.web.console;

import io.rapport.client.Clients;
import io.rapport.client.Consent;
import io.rapport.client.Consents;
import io.rapport.client.DueClients;
import io.rapport.client.Events;
import io.rapport.client.Particulars;
import io.rapport.client.Standing;
import io.rapport.client.TagChange;
import io.rapport.client.Zones;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A small house with people in it, as the engine would leave it. */
@TestComponent
class House {

    private final JdbcClient jdbc;
    private final Clients clients;
    private final DueClients due;
    private final Events events;
    private final Consents consents;
    private final Zones zones;

    House(JdbcClient jdbc, Clients clients, DueClients due, Events events, Consents consents, Zones zones) {
        this.jdbc = jdbc;
        this.due = due;
        this.clients = clients;
        this.events = events;
        this.consents = consents;
        this.zones = zones;
    }

    /** Anna asked the price, got an answer, and one reminder that the gate stopped. */
    long anna(Instant now) {
        long anna = clients.findOrCreate(
                        "telegram", "700001", "Анна Смирнова", "ru", "landing", now.minus(Duration.ofDays(2)))
                .id();
        consents.give(anna, Consent.Purpose.PERSONAL_DATA, null, "1", "chat", now.minusSeconds(600));
        events.append(
                anna,
                "MESSAGE",
                now.minusSeconds(300),
                Map.of("text", "Здравствуйте! Сколько стоит <b>группа</b>?\nУ меня B1."),
                "m-1");
        clients.wrote(
                anna,
                now.minusSeconds(300),
                Particulars.NONE.withPhone("+79161234567").withEmail("anna@example.com"));
        long release = release();
        due.stand(
                List.of(new Standing(
                        anna,
                        "ENGAGED",
                        new BigDecimal("15"),
                        new BigDecimal("27.50"),
                        "WARM",
                        List.of(new TagChange(anna, "price", true, "T-010"), new TagChange(anna, "b1", true, "T-021")),
                        now.plus(Duration.ofDays(3)),
                        null,
                        release)),
                now);
        long decision = decision(anna, release, now.minusSeconds(299));
        touch(anna, decision, "REPLY", "SENT", null, now.minusSeconds(298), """
                {"text": "Группа до шести человек — 7 900 ₽ в месяц.\\nХотите попробовать бесплатно?",
                 "buttons": [{"label": "Записаться на пробный", "data": "trial"}, {"label": "Подумаю", "data": "think"}],
                 "attachment": {"title": "Как устроены занятия", "url": "https://bereg.example/m/how"}}
                """);
        touch(
                anna,
                null,
                "PROACTIVE",
                "SUPPRESSED",
                "NO_ADVERTISING_CONSENT",
                now.minusSeconds(60),
                "{\"text\": \"Анна, место в группе ещё есть.\", \"buttons\": [], \"attachment\": null}");
        return anna;
    }

    /** Boris wrote, and nobody has answered yet. */
    long boris(Instant now) {
        long boris = clients.findOrCreate("webchat", "session-2", null, "ru", null, now.minusSeconds(200))
                .id();
        events.append(boris, "MESSAGE", now.minusSeconds(200), Map.of("text", "Позовите менеджера"), "m-1");
        clients.wrote(boris, now.minusSeconds(200), Particulars.NONE);
        clients.handToHuman(boris, "попросил человека", now.minusSeconds(199));
        return boris;
    }

    /**
     * Vera asked the price and fell silent. The bot wrote twice; she answered the first, the second waits for the morning. She is in a
     * sequence by rules that are not live any more.
     */
    long vera(Instant now) {
        Instant met = now.minus(Duration.ofDays(9));
        long vera = clients.findOrCreate("telegram", "700003", "Вера Орлова", "ru", "landing", met)
                .id();
        zones.learn(vera, ZoneId.of("Asia/Omsk"), Zones.Source.CITY);
        consents.said(vera, Consent.Purpose.ADVERTISING, "telegram", "2", "«Да, можно» (m-1)", met);
        events.append(vera, "MESSAGE", met, Map.of("text", "Сколько стоит группа?"), "m-1");
        events.append(vera, "ASKED_PRICE", met, Map.of(), "m-2");
        clients.wrote(vera, met, Particulars.NONE);
        due.stand(
                List.of(new Standing(
                        vera,
                        "ENGAGED",
                        new BigDecimal("5"),
                        new BigDecimal("30"),
                        "WARM",
                        List.of(new TagChange(vera, "price-sensitive", true, "T-010")),
                        now.plus(Duration.ofDays(6)),
                        "W-195 reengagement.xlsx › Правила!S37: Дали шесть дней на ответ: «Дней с касания, до» ≤ 5",
                        release())),
                now);
        proactive(vera, "SENT", "W-160", null, now.minus(Duration.ofDays(5)), "Вот история ученика с той же целью.");
        events.append(vera, "MESSAGE", now.minus(Duration.ofDays(4)), Map.of("text", "интересно"), "m-3");
        events.append(
                vera,
                "LINK_CLICKED",
                now.minus(Duration.ofDays(4)),
                Map.of("value", "c-064", "touch", "W-160"),
                "click-1");
        proactive(
                vera, "HELD", "W-215", "P-100: Тихие часы: у клиента вечер или ночь", now.minusSeconds(60), "Пробное?");
        jdbc.sql("""
                insert into silence (client_id, digest, release_id, action, row_id, reason, first_at, last_at, times)
                values (?, 'W-195', 1, 'WAIT', 'W-195', 'Дали шесть дней на ответ', ?, ?, 5)
                """)
                .params(vera, at(now.minus(Duration.ofDays(3))), at(now.minus(Duration.ofDays(1))))
                .update();
        jdbc.sql("""
                insert into release (id, hash, author, published_at) overriding system value
                values (-7, 'old', 'folder', ?) on conflict do nothing
                """).param(at(met)).update();
        jdbc.sql("""
                insert into sequence_enrolment (client_id, sequence, cycle, step, release_id, enrolled_at, step_at)
                values (?, 'ONBOARDING', 1, 1, -7, ?, ?)
                """)
                .params(vera, at(now.minus(Duration.ofDays(2))), at(now.minus(Duration.ofDays(1))))
                .update();
        events.append(
                vera,
                "SERIES_STARTED",
                now.minus(Duration.ofDays(2)),
                Map.of("value", "ONBOARDING", "row", "E-030"),
                "series");
        return vera;
    }

    /** Rules name courses, and nobody publishes rules whose courses are not there. */
    void courses() {
        for (String code :
                List.of("GROUP", "PAIR", "INDIVIDUAL", "CLUB", "KIDS", "IELTS", "BUSINESS", "SELF", "TRIAL")) {
            jdbc.sql(
                            "insert into product (code, name, price, currency) values (?, ?, 4900, 'RUB') on conflict do nothing")
                    .params(code, code)
                    .update();
        }
    }

    private void proactive(long client, String state, String row, String reason, Instant at, String text) {
        jdbc.sql("""
                insert into touch (client_id, touch_key, kind, channel, recipient, state, brief, message, planned_at, ready_at, sent_at,
                    reason, row_id, release_id)
                values (?, ?, 'PROACTIVE', 'telegram', '700003', ?, '{}', jsonb_build_object('text', ?::text), ?, ?, ?, ?, ?, 1)
                """)
                .params(
                        client,
                        row,
                        state,
                        text,
                        at(at),
                        at(at.plus(Duration.ofDays(1))),
                        state.equals("SENT") ? at(at) : null,
                        reason,
                        row)
                .update();
    }

    long setAside(Instant now) {
        return jdbc.sql("""
                insert into inbound (channel, external_id, lane, position, kind, received_at, raw, state, ready_at, attempts, error)
                values ('telegram', ?, '700001', 1, 'MESSAGE', ?, ?, 'SET_ASIDE', ?, 8, 'IllegalStateException: no such template T-99')
                returning id
                """)
                .params(
                        "bad-" + now.toEpochMilli(),
                        at(now),
                        "{\"update_id\": 5, \"message\": {\"text\": \"Привет\"}}".getBytes(StandardCharsets.UTF_8),
                        at(now))
                .query(Long.class)
                .single();
    }

    /** The one that is live anyway: a made-up newer one would be taken for the rules by everybody on this database. */
    private long release() {
        return jdbc.sql("select max(id) from release").query(Long.class).single();
    }

    private long decision(long client, long release, Instant at) {
        return jdbc.sql("""
                insert into decision (client_id, at, trigger, release_id, stage, action, sheet, outcome)
                values (?, ?, 'MESSAGE', ?, 'ENGAGED', 'ANSWER', '{}', ?::jsonb) returning id
                """)
                .params(client, at(at), release, """
                {"score": {"fit": 15, "engagement": 27.5, "total": 42.5, "band": "WARM"},
                 "tags": ["price", "b1"], "tagsOn": ["price"], "tagsOff": ["cold"],
                 "stage": "ENGAGED", "action": "ANSWER",
                 "signals": [{"type": "ASKED_PRICE", "quote": "Сколько стоит", "value": null},
                             {"type": "TOLD_LEVEL", "quote": "B1", "value": "B1"}],
                 "rows": [{"table": "scoring", "row": "S-010", "cell": "scoring.xlsx › Правила!A5", "reason": "Спросил цену", "points": 20},
                          {"table": "scoring", "row": "S-070", "cell": "scoring.xlsx › Правила!A11", "reason": "Написал сообщение", "points": 7.5},
                          {"table": "profile", "row": "P-020", "cell": "scoring.xlsx › Профиль!A6", "reason": "Уровень известен", "points": 15},
                          {"table": "replies", "row": "R-030", "cell": "replies.xlsx › Правила!A9", "reason": "Ответить на вопрос о цене", "points": null}],
                 "content": [{"id": "c-001", "title": "Как выбрать группу", "score": 12,
                              "reasons": [{"table": "matching", "row": "M-010", "cell": "A3", "reason": "Подходит по уровню", "points": 12}]}]}
                """)
                .query(Long.class)
                .single();
    }

    private void touch(
            long client, Long decision, String kind, String state, String reason, Instant at, String message) {
        jdbc.sql("""
                insert into touch (client_id, touch_key, kind, channel, recipient, state, decision_id, brief, message, planned_at, ready_at, sent_at, reason)
                values (?, ?, ?, 'telegram', '700001', ?, ?, '{}', ?::jsonb, ?, ?, ?, ?)
                """)
                .params(
                        client,
                        kind + at,
                        kind,
                        state,
                        decision,
                        message,
                        at(at),
                        at(at),
                        state.equals("SENT") ? at(at) : null,
                        reason)
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
