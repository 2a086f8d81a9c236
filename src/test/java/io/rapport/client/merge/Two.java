package io.rapport.client.merge;

import io.rapport.client.Clients;
import io.rapport.client.Events;
import io.rapport.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A house in which people come in by more than one door, and all that can hang on them. */
final class Two {

    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    final JdbcClient jdbc;
    final Events events;
    final Clients clients;
    final Merges merges;
    final Merging merging;

    Two(TestDatabase database) {
        this.jdbc = database.jdbc();
        this.events = new Events(jdbc);
        this.clients = new Clients(jdbc, database.transaction(), events);
        this.merges = new Merges(jdbc, Duration.ofDays(30));
        this.merging = new Merging(jdbc, database.transaction(), events, merges);
        jdbc.sql("""
                insert into release (id, hash, author, published_at) overriding system value values (1, 'h', 'a', now())
                on conflict do nothing
                """).update();
    }

    long client(String channel, String externalId, Instant since) {
        return clients.findOrCreate(channel, externalId, null, "ru", null, since)
                .id();
    }

    Merge merge(long kept, long other) {
        return merging.merge(kept, other, new Merging.Deed("olga", "said so", NOW));
    }

    Merge undo(long kept, Instant now) {
        return merging.undo(kept, null, new Merging.Deed("olga", "was wrong", now));
    }

    long touch(long client, String key, String kind, String state, String channel, String recipient, Instant at) {
        return jdbc.sql("""
                insert into touch (client_id, touch_key, kind, channel, recipient, state, brief, message, planned_at, ready_at, sent_at)
                values (?, ?, ?, ?, ?, ?, '{}', '{}', ?, ?, ?) returning id
                """)
                .params(
                        client,
                        key,
                        kind,
                        channel,
                        recipient,
                        state,
                        utc(at),
                        utc(at),
                        state.equals("SENT") ? utc(at) : null)
                .query(Long.class)
                .single();
    }

    long inbound(long client, String channel, String lane, String externalId, Instant at) {
        return jdbc.sql("""
                insert into inbound (channel, external_id, lane, position, kind, received_at, raw, state, ready_at, client_id)
                values (?, ?, ?, 1, 'TEXT', ?, 'x', 'DONE', ?, ?) returning id
                """)
                .params(channel, externalId, lane, utc(at), utc(at), client)
                .query(Long.class)
                .single();
    }

    long enrol(long client, String sequence, int step, Instant at) {
        return jdbc.sql("""
                insert into sequence_enrolment (client_id, sequence, step, release_id, enrolled_at, step_at)
                values (?, ?, ?, 1, ?, ?) returning id
                """)
                .params(client, sequence, step, utc(at), utc(at))
                .query(Long.class)
                .single();
    }

    static java.time.OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /** Whatever can have happened with somebody; keys and names are so few that two of them have some in common. */
    long somebody(Random random, String channel, String name) {
        Instant since = NOW.minus(Duration.ofHours(1 + random.nextInt(2_000)));
        long id = client(channel, name, since);
        jdbc.sql("""
                update client set name = ?, phone = ?, email = ?, stage = ?, score_fit = ?, language = ?, timezone = ?,
                    timezone_from = ?, source = ?, owner_kind = ?, owner_since = ?, opted_out_at = ?, last_message_at = ?, utm = ?::jsonb
                where id = ?
                """)
                .params(
                        maybe(random, "Анна " + random.nextInt(3)),
                        maybe(random, "+7916000000" + random.nextInt(3)),
                        maybe(random, "anna%d@example.com".formatted(random.nextInt(3))),
                        any(random, "NEW", "ENGAGED", "OFFERED", "CUSTOMER", "LOST", "OF_OUR_OWN"),
                        random.nextInt(50),
                        any(random, "ru", "en"),
                        any(random, "Europe/Moscow", "Asia/Omsk"),
                        any(random, "DEFAULT", "PHONE", "CITY", "TOLD"),
                        maybe(random, "ad-" + random.nextInt(3)),
                        any(random, "BOT", "BOT", "HUMAN"),
                        maybe(random, utc(since)),
                        random.nextInt(5) == 0 ? utc(since.plusSeconds(10)) : null,
                        maybe(random, utc(since.plusSeconds(random.nextInt(3_000)))),
                        maybe(random, "{\"utm_source\": \"vk\"}"),
                        id)
                .update();
        List<Runnable> rows = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            rows.add(() -> row(random, id, channel, name, since));
        }
        rows.forEach(Runnable::run);
        return id;
    }

    private void row(Random random, long id, String channel, String name, Instant since) {
        Instant at = since.plusSeconds(random.nextInt(3_000));
        int n = random.nextInt(4);
        switch (random.nextInt(16)) {
            case 0 ->
                events.append(
                        id,
                        any(random, "MESSAGE", "ASKED_PRICE", "REFUSED_CONSENT", "PURCHASED"),
                        at,
                        java.util.Map.of("value", "v" + n),
                        "key-" + n);
            case 1 -> sql("insert into content_seen values (?, ?, ?) on conflict do nothing", id, "c-" + n, utc(at));
            case 2 ->
                sql("insert into client_tag values (?, ?, 'T-1', ?) on conflict do nothing", id, "t" + n, utc(at));
            case 3 ->
                sql(
                        "insert into client_tag_history (client_id, tag, is_on, row_id, at) values (?, ?, true, 'T-1', ?)",
                        id,
                        "t" + n,
                        utc(at));
            case 4 ->
                sql(
                        """
                        insert into consent (client_id, purpose, channel, text_version, source, given_at, withdrawn_at)
                        values (?, ?, ?, '1', 'chat', ?, ?)
                        """,
                        id,
                        any(random, "ADVERTISING", "PERSONAL_DATA"),
                        maybe(random, channel),
                        utc(at),
                        maybe(random, utc(at.plusSeconds(5))));
            case 5 -> sql("""
                        insert into purchase (client_id, product_code, provider, external_id, amount, currency, paid_at)
                        values (?, 'A1', 'shop', ?, 100, 'RUB', ?) on conflict do nothing
                        """, id, name + n, utc(at));
            case 6 -> {
                String state = any(random, "SENT", "HELD", "SUPPRESSED", "READY", "PLANNED", "DEAD");
                sql("delete from touch where client_id = ? and touch_key = ?", id, "series:S:1:" + n);
                touch(id, "series:S:1:" + n, any(random, "PROACTIVE", "REPLY"), state, channel, name, at);
            }
            case 7 ->
                sql(
                        "insert into link (code, client_id, touch_key, url, created_at) values (?, ?, ?, 'https://a.example', ?)"
                                + " on conflict do nothing",
                        name + n,
                        id,
                        "series:S:1:" + n,
                        utc(at));
            case 8 -> inbound(id, channel, name, name + "-" + random.nextInt(), at);
            case 9 -> sql("""
                        insert into decision (client_id, at, trigger, release_id, stage, action, sheet, outcome)
                        values (?, ?, 'DUE', 1, 'NEW', 'WAIT', '{}', '{}')
                        """, id, utc(at));
            case 10 -> sql("""
                        insert into silence (client_id, digest, release_id, action, row_id, reason, first_at, last_at)
                        values (?, ?, 1, 'WAIT', 'W-1', 'r', ?, ?) on conflict do nothing
                        """, id, "d" + n, utc(at), utc(at));
            case 11 -> sql("""
                        insert into client_contact (client_id, kind, value, told_at, verified_at, verified_by)
                        select ?, 'PHONE', ?, ?, t, case when t is not null then 'API' end from (select ?::timestamptz as t) v
                        on conflict do nothing
                        """, id, "+7916000000" + n, utc(at), maybe(random, utc(at)));
            case 12 -> sql("""
                        insert into refund (client_id, told_key, provider, amount, at) values (?, ?, 'shop', 1, ?)
                        on conflict do nothing
                        """, id, "key-" + n, utc(at));
            case 13 -> sql("""
                        insert into payment_request (reference, client_id, product_code, amount, currency, url, row_id, touch_key,
                            created_at, expires_at)
                        values (?, ?, 'A1', 1, 'RUB', 'u', 'R-1', 'k', ?, ?) on conflict do nothing
                        """, name + n, id, utc(at), utc(at));
            default -> {
                boolean isFree =
                        jdbc.sql("select count(*) from sequence_enrolment where client_id = ? and ended_at is null")
                                        .param(id)
                                        .query(Integer.class)
                                        .single()
                                == 0;
                if (isFree) {
                    enrol(id, any(random, "S", "ONBOARDING"), n, at);
                }
            }
        }
    }

    private void sql(String sql, Object... values) {
        jdbc.sql(sql).params(values).update();
    }

    @SafeVarargs
    private static <T> T any(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }

    private static <T> @org.jspecify.annotations.Nullable T maybe(Random random, T value) {
        return random.nextBoolean() ? value : null;
    }

    /** All that hangs on these clients, line by line, but the traces that merging itself leaves and when they are due. */
    List<String> everything(long... ids) {
        List<String> lines = new ArrayList<>();
        for (var table : new Belongings(jdbc).all()) {
            if (!table.table().startsWith("client_merge")) {
                lines.addAll(jdbc.sql("""
                        select '%1$s ' || (to_jsonb(t) - case when to_jsonb(t) ->> 'reason' = 'MERGED'
                            then array['state', 'reason', 'lease_token'] else array[]::text[] end)::text
                        from %1$s t where %2$s = any (?) and (to_jsonb(t) ->> 'type') is distinct from 'CLIENTS_MERGED'
                          and (to_jsonb(t) ->> 'type') is distinct from 'CLIENTS_PARTED' order by 1
                        """.formatted(table.table(), table.column()))
                        .param(ids)
                        .query(String.class)
                        .list());
            }
        }
        lines.addAll(jdbc.sql(
                        "select (to_jsonb(c) - 'due_at' - 'due_reason')::text from client c where id = any (?) order by id")
                .param(ids)
                .query(String.class)
                .list());
        return lines;
    }
}
