package io.rapport.client;

import io.rapport.client.Arrival.Fate;
import io.rapport.client.Arrival.Known;
import io.rapport.client.Arrival.Person;
import io.rapport.client.person.FormerIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes in events from elsewhere, many at once. Clients are locked in the order of their ids, some hundreds at a time, so that two
 * batches never wait for each other in a circle and nobody waits long for a lane.
 */
@Component
public class Arrivals {

    private static final int EVENTS_AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Newcomers newcomers;
    private final Books books;
    private final FormerIds formerIds;
    private final Whence whence;

    public Arrivals(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.newcomers = new Newcomers(jdbc, transaction);
        this.books = new Books(jdbc);
        this.formerIds = new FormerIds(jdbc);
        this.whence = new Whence(jdbc);
    }

    /** An arrival at its place in the batch. */
    private record Placed(int place, Arrival arrival) {

        String key() {
            return Harmless.text(arrival.happening().dedupeKey());
        }

        Placed happenedTo(long client) {
            return new Placed(
                    place, new Arrival(new Known(client), arrival.happening(), arrival.weight(), arrival.payment()));
        }
    }

    /**
     * Keeps what is new; whom something new happened to is due at once. Who is unknown on a channel becomes a client. Not all or
     * nothing: what was kept before a failure stays, and is a duplicate when the batch comes again.
     *
     * @return what became of each, in the same order
     */
    public List<Fate> take(List<Arrival> arrivals, Instant now) {
        var fates = new Fate[arrivals.size()];
        Arrays.fill(fates, Fate.DUPLICATE);
        List<Placed> all = IntStream.range(0, arrivals.size())
                .mapToObj(place -> new Placed(place, arrivals.get(place)))
                .toList();
        keepAll(byClient(all, now), fates, now);
        List<Placed> elsewhere = elsewhere(all, fates);
        elsewhere.forEach(placed -> fates[placed.place()] = Fate.DUPLICATE);
        keepAll(byClient(elsewhere, now), fates, now);
        return List.of(fates);
    }

    /** Whoever has become one with another client, before or just now, has it happen as that one. */
    private List<Placed> elsewhere(List<Placed> all, Fate[] fates) {
        List<Placed> missing = all.stream()
                .filter(placed -> fates[placed.place()] == Fate.NO_SUCH_CLIENT)
                .toList();
        Map<Long, Long> successors = formerIds.successors(missing.stream()
                .flatMap(placed ->
                        placed.arrival().who() instanceof Known known ? Stream.of(known.clientId()) : Stream.empty())
                .toList());
        return missing.stream()
                .filter(placed -> placed.arrival().who() instanceof Person
                        || placed.arrival().who() instanceof Known known && successors.containsKey(known.clientId()))
                .map(placed -> placed.arrival().who() instanceof Known known
                        ? placed.happenedTo(successors.get(known.clientId()))
                        : placed)
                .toList();
    }

    private void keepAll(TreeMap<Long, List<Placed>> byClient, Fate[] fates, Instant now) {
        List<Map.Entry<Long, List<Placed>>> some = new ArrayList<>();
        int events = 0;
        for (var client : byClient.entrySet()) {
            some.add(client);
            events += client.getValue().size();
            if (events >= EVENTS_AT_ONCE) {
                keep(some, fates, now);
                some = new ArrayList<>();
                events = 0;
            }
        }
        keep(some, fates, now);
    }

    private TreeMap<Long, List<Placed>> byClient(List<Placed> all, Instant now) {
        Set<Person> persons = new LinkedHashSet<>();
        all.forEach(placed -> {
            if (placed.arrival().who() instanceof Person person) {
                persons.add(person);
            }
        });
        Map<Person, Long> ids = newcomers.findOrCreate(persons, now);
        var byClient = new TreeMap<Long, List<Placed>>();
        for (Placed placed : all) {
            Arrival.Who who = placed.arrival().who();
            long client = who instanceof Known known ? known.clientId() : ids.get((Person) who);
            byClient.computeIfAbsent(client, id -> new ArrayList<>()).add(placed);
        }
        return byClient;
    }

    private void keep(List<Map.Entry<Long, List<Placed>>> clients, Fate[] fates, Instant now) {
        if (!clients.isEmpty()) {
            transaction.executeWithoutResult(status -> {
                Set<Long> there = lock(clients);
                Map<Long, Map<String, Placed>> firsts = new HashMap<>();
                for (var client : clients) {
                    if (there.contains(client.getKey())) {
                        Map<String, Placed> byKey = new TreeMap<>();
                        client.getValue().forEach(placed -> byKey.putIfAbsent(placed.key(), placed));
                        firsts.put(client.getKey(), byKey);
                    } else {
                        client.getValue().forEach(placed -> fates[placed.place()] = Fate.NO_SUCH_CLIENT);
                    }
                }
                List<Map.Entry<Long, Placed>> kept = insert(firsts);
                kept.forEach(event -> fates[event.getValue().place()] = Fate.ACCEPTED);
                whence.note(told(kept));
                List<Books.Told> paid = paid(kept);
                if (!paid.isEmpty()) {
                    books.keep(paid);
                }
                wake(kept, now);
            });
        }
    }

    private Set<Long> lock(List<Map.Entry<Long, List<Placed>>> clients) {
        return new HashSet<>(jdbc.sql("select id from client where id = any (:ids) order by id for no key update")
                .param("ids", clients.stream().map(Map.Entry::getKey).toArray(Long[]::new))
                .query(Long.class)
                .list());
    }

    /** @return those that were new */
    private List<Map.Entry<Long, Placed>> insert(Map<Long, Map<String, Placed>> firsts) {
        var all = firsts.entrySet().stream()
                .flatMap(
                        client -> client.getValue().values().stream().map(placed -> Map.entry(client.getKey(), placed)))
                .sorted((a, b) ->
                        Integer.compare(a.getValue().place(), b.getValue().place()))
                .toList();
        List<Map.Entry<Long, Placed>> kept = new ArrayList<>();
        jdbc.sql("""
                insert into event (client_id, type, at, attributes, dedupe_key)
                select client, type, at, attributes::jsonb, key
                from unnest(:clients::bigint[], :types::text[], :instants::timestamptz[], :attributes::text[], :keys::text[])
                    with ordinality as t (client, type, at, attributes, key, position)
                order by position
                on conflict (client_id, dedupe_key) do nothing
                returning client_id, dedupe_key
                """)
                .param("clients", all.stream().map(Map.Entry::getKey).toArray(Long[]::new))
                .param("types", texts(all.stream().map(event -> happening(event).type())))
                .param(
                        "instants",
                        texts(all.stream().map(event -> happening(event).at().toString())))
                .param(
                        "attributes",
                        texts(all.stream()
                                .map(event -> JsonMapper.shared()
                                        .writeValueAsString(
                                                Harmless.value(happening(event).attributes())))))
                .param("keys", texts(all.stream().map(event -> event.getValue().key())))
                .query(rs -> {
                    long client = rs.getLong("client_id");
                    kept.add(Map.entry(client, firsts.get(client).get(rs.getString("dedupe_key"))));
                });
        return kept;
    }

    private static List<Whence.Told> told(List<Map.Entry<Long, Placed>> kept) {
        return kept.stream()
                .flatMap(event -> event.getValue().arrival().who() instanceof Person person
                        ? Stream.of(
                                new Whence.Told(event.getKey(), event.getValue().key(), person))
                        : Stream.empty())
                .toList();
    }

    private static Happening happening(Map.Entry<Long, Placed> event) {
        return event.getValue().arrival().happening();
    }

    private static boolean counts(Map.Entry<Long, Placed> event) {
        return event.getValue().arrival().weight() != Arrival.Weight.NOTHING;
    }

    private static List<Books.Told> paid(List<Map.Entry<Long, Placed>> kept) {
        List<Books.Told> paid = new ArrayList<>();
        for (var event : kept) {
            Payment payment = event.getValue().arrival().payment();
            if (payment != null) {
                paid.add(new Books.Told(
                        event.getKey(), happening(event).at(), event.getValue().key(), payment));
            }
        }
        return paid;
    }

    /** Rules look at these clients soon; what the client did elsewhere ends the silence, too. */
    private void wake(List<Map.Entry<Long, Placed>> kept, Instant now) {
        Map<Long, @Nullable Instant> heard = new TreeMap<>();
        kept.stream().filter(Arrivals::counts).forEach(event -> {
            Instant before = heard.get(event.getKey());
            Arrival.Weight weight = event.getValue().arrival().weight();
            Instant at = weight == Arrival.Weight.HEARD ? happening(event).at() : null;
            heard.put(event.getKey(), before == null || at != null && at.isAfter(before) ? at : before);
        });
        if (heard.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update client set due_at = least(due_at, :now),
                    due_reason = case when due_at <= :now then due_reason else 'event' end,
                    last_message_at = greatest(last_message_at, t.heard)
                from unnest(:clients::bigint[], :heard::timestamptz[]) as t (id, heard)
                where client.id = t.id
                """)
                .param("now", Rows.parameter(now))
                .param("clients", heard.keySet().toArray(Long[]::new))
                .param(
                        "heard",
                        heard.values().stream()
                                .map(at -> at == null ? null : at.toString())
                                .toArray(String[]::new))
                .update();
    }

    private static String[] texts(Stream<String> texts) {
        return texts.map(Harmless::text).toArray(String[]::new);
    }
}
