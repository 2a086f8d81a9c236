package io.rapport.client;

import io.rapport.client.Arrival.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds many persons at once, and makes clients of those whom nobody knows; the same rules as {@link Clients#findOrCreate}. */
final class Newcomers {

    /** A lock each: PostgreSQL has room for some thousands at a time, for all of us together. */
    private static final int AT_ONCE = 200;

    private static final Comparator<Person> ORDER =
            Comparator.comparing(Person::channel).thenComparing(Person::externalId);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Newcomers(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    Map<Person, Long> findOrCreate(Collection<Person> persons, Instant now) {
        var sorted = new TreeSet<>(ORDER);
        sorted.addAll(persons);
        var found = find(List.copyOf(sorted));
        sorted.removeAll(found.keySet());
        var unknown = new ArrayList<>(sorted);
        for (int from = 0; from < unknown.size(); from += AT_ONCE) {
            var some = unknown.subList(from, Math.min(unknown.size(), from + AT_ONCE));
            transaction.executeWithoutResult(status -> found.putAll(create(some, now)));
        }
        return found;
    }

    private Map<Person, Long> find(List<Person> persons) {
        return read("""
                select identity.channel, identity.external_id, identity.client_id
                from unnest(:channels::text[], :externals::text[]) as person (channel, external)
                join identity on identity.channel = person.channel and identity.external_id = person.external
                """, persons, null);
    }

    private Map<Person, Long> create(List<Person> persons, Instant now) {
        // The locks of findOrCreate, always in one order: two batches with the same persons wait for each other, and no
        // more.
        // Does not wait for the disk: what the batch says of them is committed afterwards, and takes them to the disk
        // with it.
        jdbc.sql("""
                select count(pg_advisory_xact_lock(lock)::text), max(set_config('synchronous_commit', 'off', true)) from (
                    select distinct hashtextextended(channel || ' ' || external, 0) as lock
                    from unnest(:channels::text[], :externals::text[]) as person (channel, external)
                    order by lock) ordered
                """)
                .param("channels", texts(persons, Person::channel))
                .param("externals", texts(persons, Person::externalId))
                .query((rs, n) -> rs.getLong(1))
                .single();
        var found = find(persons);
        var unknown =
                persons.stream().filter(person -> !found.containsKey(person)).toList();
        found.putAll(read("""
                with newcomer as (
                    select nextval(pg_get_serial_sequence('client', 'id')) as id, channel, external
                    from unnest(:channels::text[], :externals::text[]) as person (channel, external)
                ), born as (
                    insert into client (id, created_at) overriding system value select id, :now from newcomer
                )
                insert into identity (client_id, channel, external_id, created_at)
                select id, channel, external, :now from newcomer
                returning channel, external_id, client_id
                """, unknown, now));
        return found;
    }

    private Map<Person, Long> read(String sql, List<Person> persons, @Nullable Instant now) {
        Map<Person, Long> ids = new HashMap<>();
        if (persons.isEmpty()) {
            return ids;
        }
        var statement = jdbc.sql(sql)
                .param("channels", texts(persons, Person::channel))
                .param("externals", texts(persons, Person::externalId));
        (now == null ? statement : statement.param("now", Rows.parameter(now))).query(rs -> {
            ids.put(new Person(rs.getString("channel"), rs.getString("external_id")), rs.getLong("client_id"));
        });
        return ids;
    }

    private static String[] texts(List<Person> persons, Function<Person, String> text) {
        return persons.stream().map(text).toArray(String[]::new);
    }
}
