package io.rapport.client.lead.intake;

import io.rapport.client.lead.Fault;
import io.rapport.client.lead.Lead;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes in a part of a file within the caller's transaction: whoever is known by phone or e-mail stays one person, everybody else
 * becomes a client, and each row leaves one event, whose key is what the row says. No channel knows these people yet, so they are
 * not due; those whom one knows are looked at within the hour, not all at once.
 */
final class Intake {

    static final String EVENT = "LEAD_IMPORTED";
    private static final int SPREAD_SECONDS = 3_600;

    private final JdbcClient jdbc;
    private final ImportedConsents consents;
    private final ImportedContacts contacts;

    Intake(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.consents = new ImportedConsents(jdbc);
        this.contacts = new ImportedContacts(jdbc);
    }

    /** @param contradictions rows that name two different people, by their numbers */
    record Taken(int created, int known, int changed, Map<Integer, Fault> contradictions) {}

    /** A row and whose it turned out to be. */
    record Told(Lead lead, Person person) {}

    Taken take(LeadImport of, List<Lead> leads, Instant now) {
        // One part at a time, whoever imports: the second would not see whom the first is about to create.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('lead-import', 0))::text")
                .query(String.class)
                .optional();
        var people = lockKnown(leads);
        List<Told> told = new ArrayList<>();
        List<Person> all = new ArrayList<>();
        Map<Integer, Fault> contradictions = new TreeMap<>();
        int created = 0;
        int changed = 0;
        for (Lead lead : leads) {
            Fault fault = people.contradiction(lead).orElse(null);
            if (fault != null) {
                contradictions.put(lead.row(), fault);
                continue;
            }
            Person person = people.find(lead).orElse(null);
            if (person == null) {
                person = Person.of(lead);
                created++;
                all.add(person);
            } else if (person.isSurely(lead) && person.learn(lead)) {
                changed++;
                all.add(person);
            }
            people.add(person);
            told.add(new Told(lead, person));
        }
        create(all.stream().filter(person -> person.isNew).distinct().toList(), now);
        change(all.stream().filter(person -> !person.isNew).distinct().toList());
        contacts.keep(told, now);
        List<Long> heard = new ArrayList<>(events(of, told, now));
        heard.addAll(consents.give(of, told));
        all.stream().filter(person -> !person.isNew).forEach(person -> heard.add(person.id));
        look(heard, now);
        return new Taken(created, told.size() - created - changed, changed, contradictions);
    }

    private Acquaintance lockKnown(List<Lead> leads) {
        var people = new Acquaintance();
        jdbc.sql("""
                select id, name, phone, email, timezone_from,
                    exists (select 1 from identity where identity.client_id = client.id) as writes,
                    array(select value from client_contact c where c.client_id = client.id) as contacts,
                    array(select value from client_contact c where c.client_id = client.id and verified_at is not null) as proven
                from client
                where id in (select id from client where phone = any (:phones)
                             union all select id from client where email = any (:emails)
                             union all select client_id from client_contact where kind = 'PHONE' and value = any (:phones)
                             union all select client_id from client_contact where kind = 'EMAIL' and value = any (:emails))
                order by id for no key update of client
                """)
                .param("phones", texts(leads, Lead::phone))
                .param("emails", texts(leads, Lead::email))
                .query(rs -> {
                    people.add(Person.known(
                            rs.getLong("id"),
                            rs.getString("name"),
                            rs.getString("phone"),
                            rs.getString("email"),
                            rs.getString("timezone_from"),
                            Set.copyOf(ImportRows.texts(rs, "contacts")),
                            rs.getBoolean("writes") ? Set.copyOf(ImportRows.texts(rs, "proven")) : null));
                });
        return people;
    }

    private void create(List<Person> people, Instant now) {
        if (people.isEmpty()) {
            return;
        }
        List<Long> ids = jdbc.sql(
                        "select nextval(pg_get_serial_sequence('client', 'id')) from generate_series(1, :count)")
                .param("count", people.size())
                .query(Long.class)
                .list();
        for (int i = 0; i < ids.size(); i++) {
            people.get(i).id = ids.get(i);
        }
        jdbc.sql("""
                insert into client (id, created_at, name, phone, email, language, timezone, timezone_from, source)
                overriding system value
                select id, :now, name, phone, email, coalesce(language, 'ru'), coalesce(zone, 'Europe/Moscow'),
                    coalesce(zone_from, 'DEFAULT'), source
                from unnest(:ids::bigint[], :names::text[], :phones::text[], :emails::text[], :languages::text[],
                    :zones::text[], :zonesFrom::text[], :sources::text[])
                    as t (id, name, phone, email, language, zone, zone_from, source)
                """)
                .param("now", ImportRows.parameter(now))
                .param("ids", people.stream().map(person -> person.id).toArray(Long[]::new))
                .param("names", of(people, person -> person.name))
                .param("phones", of(people, person -> person.phone))
                .param("emails", of(people, person -> person.email))
                .param("languages", of(people, person -> person.language))
                .param("zones", of(people, person -> person.zone))
                .param("zonesFrom", of(people, person -> person.zoneFrom))
                .param("sources", of(people, person -> person.source))
                .update();
    }

    private void change(List<Person> people) {
        jdbc.sql("""
                update client set name = coalesce(client.name, t.name), phone = coalesce(client.phone, t.phone),
                    email = coalesce(client.email, t.email), timezone = coalesce(t.zone, client.timezone),
                    timezone_from = case when t.zone is null then client.timezone_from else t.zone_from end
                from unnest(:ids::bigint[], :names::text[], :phones::text[], :emails::text[], :zones::text[], :zonesFrom::text[])
                    as t (id, name, phone, email, zone, zone_from)
                where client.id = t.id
                """)
                .param("ids", people.stream().map(person -> person.id).toArray(Long[]::new))
                .param("names", of(people, person -> person.name))
                .param("phones", of(people, person -> person.phone))
                .param("emails", of(people, person -> person.email))
                .param("zones", of(people, person -> person.zone))
                .param("zonesFrom", of(people, person -> person.zoneFrom))
                .update();
    }

    /** @return of whom something was told that had not been told before */
    private List<Long> events(LeadImport of, List<Told> told, Instant now) {
        List<String> attributes = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (Told one : told) {
            Map<String, Object> says = says(one);
            keys.add("lead:" + digest(JsonMapper.shared().writeValueAsString(says)));
            says.put("import", of.id());
            says.put("row", one.lead().row());
            attributes.add(JsonMapper.shared().writeValueAsString(says));
        }
        return jdbc.sql("""
                insert into event (client_id, type, at, attributes, dedupe_key)
                select client, :type, :now, attributes::jsonb, key
                from unnest(:clients::bigint[], :attributes::text[], :keys::text[]) as t (client, attributes, key)
                on conflict (client_id, dedupe_key) do nothing
                returning client_id
                """)
                .param("type", EVENT)
                .param("now", ImportRows.parameter(now))
                .param("clients", told.stream().map(one -> one.person().id).toArray(Long[]::new))
                .param("attributes", attributes.toArray(String[]::new))
                .param("keys", keys.toArray(String[]::new))
                .query(Long.class)
                .list();
    }

    /** What the row says; also the phone or the e-mail that did not become the client's, because he has another. */
    private static Map<String, Object> says(Told one) {
        Map<String, Object> says = new LinkedHashMap<>();
        Lead lead = one.lead();
        if (lead.source() != null) {
            says.put("value", lead.source());
        }
        if (lead.name() != null && !one.person().isSurely(lead)) {
            says.put("name", lead.name());
        }
        if (lead.phone() != null && !lead.phone().equals(one.person().phone)) {
            says.put("otherPhone", lead.phone());
        }
        if (lead.email() != null && !lead.email().equals(one.person().email)) {
            says.put("otherEmail", lead.email());
        }
        lead.attributes().forEach(says::putIfAbsent);
        return says;
    }

    /** Soon, but not all at once; whoever no channel reaches has nothing to wait for. */
    private void look(List<Long> clients, Instant now) {
        jdbc.sql("""
                update client set due_reason = case when due_at <= t.due then due_reason else 'event' end,
                    due_at = least(due_at, t.due)
                from (select id, :now + (id * 7919 % :spread) * interval '1 second' as due
                      from unnest(:clients::bigint[]) as told (id) group by id) as t
                where client.id = t.id and opted_out_at is null
                  and exists (select 1 from identity where identity.client_id = client.id)
                """)
                .param("now", ImportRows.parameter(now))
                .param("spread", SPREAD_SECONDS)
                .param("clients", clients.toArray(Long[]::new))
                .update();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String[] texts(List<Lead> leads, Function<Lead, @Nullable String> text) {
        return leads.stream().map(text).filter(Objects::nonNull).toArray(String[]::new);
    }

    private static @Nullable String[] of(List<Person> people, Function<Person, @Nullable String> text) {
        return people.stream().map(text).toArray(String[]::new);
    }
}
