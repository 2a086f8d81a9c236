package io.rapport.outbox;

import io.rapport.channel.Channels;
import io.rapport.client.Events;
import io.rapport.content.SeenContent;
import io.rapport.decision.RowHit;
import io.rapport.decision.Verdict;
import io.rapport.testing.HandClock;
import io.rapport.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** An outbox on an emptied database, with a clock that is moved by hand and messengers that do as they are told. */
final class Outbox {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    final TestDatabase database;
    final FakeMessenger telegram = new FakeMessenger("telegram");
    final FakeMessenger webchat = new FakeMessenger("webchat");
    private final HandClock clock = HandClock.at(NOON);
    final Touches touches;
    final Delivery delivery;
    /** By default: a person who answers a client is not talked over, and everything else may leave. */
    Policy policy = (touch, client, now) -> client.withHuman() && HUSHED.contains(touch.kind())
            ? new Verdict.Suppress(row("P-2", "a person answers"))
            : new Verdict.Allow(row("P-9", "nothing stands in the way"));

    private static final Set<Touch.Kind> HUSHED = Set.of(Touch.Kind.REPLY, Touch.Kind.DOCUMENT, Touch.Kind.PROACTIVE);

    Outbox(TestDatabase database) {
        this.database = database;
        this.touches = new Touches(database.jdbc());
        this.delivery = node();
        change("truncate client, inbound, channel_pause restart identity cascade");
    }

    /** Another process on the same database. */
    Delivery node() {
        var footprints = new Footprints(new Events(database.jdbc()), new SeenContent(database.jdbc()), database.jdbc());
        return new Delivery(
                new Channels(List.of(telegram, webchat)),
                new Departures(database.jdbc()),
                (touch, client, now) -> policy.check(touch, client, now),
                footprints,
                new Results(database.jdbc(), database.transaction(), footprints),
                touches,
                database.transaction(),
                clock);
    }

    static RowHit row(String id, String reason) {
        return new RowHit("policy", id, "policy.xlsx", reason, null);
    }

    Instant now() {
        return clock.instant();
    }

    void pass(Duration time) {
        clock.pass(time);
    }

    /** A client who is on both channels. */
    long client(String name) {
        return database.jdbc().sql("""
                with new as (insert into client (created_at, name) values (now(), :name) returning id),
                ids as (insert into identity (client_id, channel, external_id, created_at)
                    select id, channel, :name, now() from new, (values ('telegram'), ('webchat')) c (channel))
                select id from new
                """).param("name", name).query(Long.class).single();
    }

    boolean plan(long client, String text, Touch.Kind kind) {
        return plan(client, "telegram", text, kind);
    }

    boolean plan(long client, String channel, String text, Touch.Kind kind) {
        return touches.plan(plan(client, channel, text, kind, Message.of(text)), now());
    }

    boolean planUnworded(long client, String text, Touch.Kind kind, Instant notBefore) {
        var plan = plan(client, "telegram", text, kind, null);
        return touches.plan(
                new Touch.Plan(
                        client, text, kind, "telegram", plan.recipient(), null, "{\"say\":1}", null, null, notBefore),
                now());
    }

    private Touch.Plan plan(
            long client,
            String channel,
            String key,
            Touch.Kind kind,
            @org.jspecify.annotations.Nullable Message message) {
        String name = database.jdbc()
                .sql("select name from client where id = :id")
                .param("id", client)
                .query(String.class)
                .single();
        return new Touch.Plan(client, key, kind, channel, name, null, "{}", message, null, now());
    }

    void deliverAll() {
        while (delivery.deliverNext()) {}
    }

    String state(String key) {
        return column(key, "state");
    }

    String reason(String key) {
        return column(key, "reason");
    }

    private String column(String key, String column) {
        return database.jdbc()
                .sql("select " + column + " from touch where touch_key = :key")
                .param("key", key)
                .query(String.class)
                .single();
    }

    void change(String sql, Object... values) {
        database.jdbc().sql(sql).params(values).update();
    }
}
