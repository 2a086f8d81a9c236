package io.rapport.client;

import io.rapport.client.person.Contact;
import io.rapport.client.person.ContactBook;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The people we talk to. Verbs that change a client take the row's lock and join the caller's transaction if there is one, so
 * that none of them can slip between a decision, or a policy check, and what follows from it.
 */
@Component
public class Clients {

    /** A number one could call: what a messenger shares need not be one, and would make one of all who share none. */
    private static final Pattern PHONE = Pattern.compile("\\+[0-9]{8,15}");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Events events;
    private final ContactBook contacts;

    public Clients(JdbcClient jdbc, TransactionTemplate transaction, Events events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
        this.contacts = new ContactBook(jdbc);
    }

    public Optional<Client> find(long id) {
        return jdbc.sql("select * from client where id = :id")
                .param("id", id)
                .query(Rows.CLIENT)
                .optional();
    }

    public Optional<Client> find(String channel, String externalId) {
        return jdbc.sql("""
                select client.* from client join identity on identity.client_id = client.id
                where identity.channel = :channel and identity.external_id = :external
                """)
                .param("channel", channel)
                .param("external", externalId)
                .query(Rows.CLIENT)
                .optional();
    }

    /**
     * The client with this identity; created if nobody has it yet. What is known of a client already is never overwritten here.
     *
     * @param language as the channel tells it, such as {@code en-GB}; whatever is not English counts as Russian
     */
    public Client findOrCreate(
            String channel,
            String externalId,
            @Nullable String name,
            @Nullable String language,
            @Nullable String source,
            Instant now) {
        return findOrCreate(channel, externalId, name, language, source, Map.of(), now);
    }

    /**
     * The same for somebody whose way here is known by more than a code. The first visit wins; who brings no code comes from the
     * campaign whose {@code utm_…} values these are, of several from the one that says most of them.
     *
     * @param utm the {@code utm_…} values of the visit
     */
    public Client findOrCreate(
            String channel,
            String externalId,
            @Nullable String name,
            @Nullable String language,
            @Nullable String source,
            Map<String, String> utm,
            Instant now) {
        return find(channel, externalId)
                .orElseGet(() -> create(channel, externalId, name, language(language), source, utm, now));
    }

    private Client create(
            String channel,
            String externalId,
            @Nullable String name,
            String language,
            @Nullable String source,
            Map<String, String> utm,
            Instant now) {
        return required(transaction.execute(status -> {
            // Two first messages at once, perhaps on two nodes: the second waits here and then finds the client of the
            // first.
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:identity, 0))::text")
                    .param("identity", channel + ' ' + externalId)
                    .query(String.class)
                    .optional();
            return find(channel, externalId).orElseGet(() -> {
                Client client = jdbc.sql("""
                        insert into client (created_at, name, language, source, utm)
                        values (:now, :name, :language, coalesce(:source, (
                            select code from campaign
                            where archived_at is null and utm <> '{}' and lower(:utm)::jsonb @> utm
                            order by (select count(*) from jsonb_object_keys(utm)) desc, created_at desc limit 1
                        ), :utmSource), nullif(:utm::jsonb, '{}')) returning *
                        """)
                        .param("now", Rows.parameter(now))
                        .param("name", Harmless.textOrNull(name))
                        .param("language", language)
                        .param("source", Harmless.textOrNull(source))
                        .param("utm", JsonMapper.shared().writeValueAsString(Harmless.value(utm)))
                        .param("utmSource", Harmless.textOrNull(utm.get("utm_source")))
                        .query(Rows.CLIENT)
                        .single();
                jdbc.sql("""
                        insert into identity (client_id, channel, external_id, created_at)
                        values (:client, :channel, :external, :now)
                        """)
                        .param("client", client.id())
                        .param("channel", channel)
                        .param("external", externalId)
                        .param("now", Rows.parameter(now))
                        .update();
                return client;
            });
        }));
    }

    public Map<String, String> tags(long id) {
        return new Tags(jdbc).of(id);
    }

    /**
     * Takes the client's lane until the transaction ends. {@code for no key update}, because a plain {@code for update} would
     * hold up every insert that refers to this client, webhooks among them.
     *
     * @throws NoSuchClient if there is none (any more)
     */
    public Client lock(long id) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A client's lock lives as long as a transaction: open one around lock()");
        }
        return jdbc.sql("select * from client where id = :id for no key update")
                .param("id", id)
                .query(Rows.CLIENT)
                .optional()
                .orElseThrow(() -> new NoSuchClient(id));
    }

    /**
     * Nothing but the confirmation leaves for this client once this has committed. Takes the consent to advertising back, too:
     * opting in again does not give it.
     *
     * @param source who says so: {@code message}, {@code api}, a person's name …
     * @return false if the client had opted out already
     */
    public boolean optOut(long id, String source, Instant now) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean isNew = change(
                    id, now, EventTypes.OPTED_OUT, Map.of("source", source), client -> !client.isOptedOut(), """
                    update client set opted_out_at = :now, due_at = null where id = :id
                    """);
            new Withdrawal(jdbc, events).of(id, Consent.Purpose.ADVERTISING, null, source, now);
            return isNew;
        }));
    }

    /** The client wants to hear from us again; due at once, because silence before now means nothing. */
    public boolean optIn(long id, String source, Instant now) {
        return change(id, now, EventTypes.OPTED_IN, Map.of("source", source), Client::isOptedOut, """
                update client set opted_out_at = null, due_at = :now where id = :id
                """);
    }

    /** From now on a person answers and the bot keeps silent. Returns false if a person already did. */
    public boolean handToHuman(long id, String reason, Instant now) {
        return change(
                id, now, EventTypes.HANDED_OFF, Map.of("reason", reason), client -> client.owner() == Owner.BOT, """
                update client set owner_kind = 'HUMAN', owner_since = :now, owner_reason = :reason where id = :id
                """);
    }

    /** The bot answers again, and decides at once what is to be done now. */
    public boolean returnToBot(long id, String reason, Instant now) {
        return change(
                id,
                now,
                EventTypes.RETURNED_TO_BOT,
                Map.of("reason", reason),
                client -> client.owner() == Owner.HUMAN,
                """
                update client set owner_kind = 'BOT', owner_since = :now, owner_reason = :reason, due_at = :now
                where id = :id
                """);
    }

    private boolean change(
            long id, Instant now, String event, Map<String, String> attributes, Predicate<Client> wanted, String sql) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (!wanted.test(lock(id))) {
                return false;
            }
            jdbc.sql(sql)
                    .param("id", id)
                    .param("now", Rows.parameter(now))
                    .param("reason", Harmless.textOrNull(attributes.get("reason")))
                    .update();
            return events.append(id, event, now, attributes, event + ":" + UUID.randomUUID());
        }));
    }

    /**
     * The client wrote. Takes the client's lock like {@link #lock}, and keeps what was told; what is null stays as it was.
     *
     * @param at messages may be told out of order: only a later one counts
     * @return the client as it is now
     * @throws NoSuchClient if there is none (any more)
     */
    public Client wrote(long id, Instant at, Particulars told) {
        Client client = jdbc.sql("""
                update client set last_message_at = greatest(last_message_at, :at),
                    name = coalesce(:name, name), phone = coalesce(:phone, phone),
                    email = coalesce(:email, email), language = coalesce(:language, language),
                    timezone = coalesce(:timezone, timezone), timezone_from = coalesce(:timezoneFrom, timezone_from)
                where id = :id
                returning *
                """)
                .param("id", id)
                .param("at", Rows.parameter(at))
                .param("name", Harmless.textOrNull(told.name()))
                .param("phone", told.phone())
                .param("email", told.email())
                .param("language", told.language())
                .param("timezone", told.timezone())
                .param("timezoneFrom", told.timezone() == null ? null : "TOLD")
                .query(Rows.CLIENT)
                .optional()
                .orElseThrow(() -> new NoSuchClient(id));
        note(id, Contact.Kind.PHONE, told.phone(), told.verifiedBy(), at);
        note(id, Contact.Kind.EMAIL, told.email(), told.verifiedBy(), at);
        return client;
    }

    private void note(long id, Contact.Kind kind, @Nullable String value, @Nullable String verifiedBy, Instant at) {
        if (value != null && (kind == Contact.Kind.EMAIL || PHONE.matcher(value).matches())) {
            contacts.note(id, kind, value, verifiedBy, at);
        }
    }

    /** Forgets the person: everything that hangs on the client goes with it, and what the person sent in too. */
    public boolean erase(long id) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            lock(id);
            jdbc.sql("""
                    delete from inbound using identity
                    where identity.client_id = :id and inbound.channel = identity.channel
                      and inbound.lane = identity.external_id
                    """).param("id", id).update();
            return jdbc.sql("delete from client where id = :id").param("id", id).update() == 1;
        }));
    }

    private static String language(@Nullable String told) {
        return told != null && told.toLowerCase(Locale.ROOT).startsWith("en") ? "en" : "ru";
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
