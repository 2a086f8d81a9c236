package io.rapport.payment.notice;

import io.rapport.client.Arrivals;
import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.Events;
import io.rapport.client.Particulars;
import io.rapport.client.Purchases;
import io.rapport.client.person.ContactBook;
import io.rapport.content.Catalogue;
import io.rapport.content.Product;
import io.rapport.payment.PaymentSettings;
import io.rapport.payment.provider.TestProviders;
import io.rapport.payment.request.PaymentRequest;
import io.rapport.payment.request.PaymentRequests;
import io.rapport.payment.request.PaymentRequests.Offer;
import io.rapport.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A counter with everything behind it, on a database of its own; its station works when it is told to. */
public final class Till {

    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final TestDatabase database = TestDatabase.create();
    private Instant now = NOW;
    private final Clock clock = new SettableClock();
    final Clients clients = new Clients(database.jdbc(), database.transaction(), new Events(database.jdbc()));
    final Purchases purchases = new Purchases(database.jdbc(), database.transaction(), clients);
    final PaymentRequests requests = new PaymentRequests(database.jdbc(), settings());
    final Notices notices = new Notices(database.jdbc());
    final Catalogue catalogue = new Catalogue(database.dataSource(), database.transaction());
    final Booking booking =
            new Booking(database.jdbc(), new Arrivals(database.jdbc(), database.transaction()), purchases, clients);
    final TestProviders providers = new TestProviders(settings());
    final Cashier cashier = new Cashier(
            notices,
            providers.all(),
            new Payees(database.jdbc(), requests, catalogue),
            requests,
            booking,
            database.transaction(),
            clock);

    public Till() {
        catalogue.put(product("GROUP", "7900"), NOW);
        catalogue.put(product("CLUB", "2500"), NOW);
    }

    static PaymentSettings settings() {
        var none = new PaymentSettings.Signed("", "");
        var shop = new PaymentSettings.Shop(
                "", "", java.net.URI.create("http://localhost:1"), Duration.ofSeconds(1), Duration.ofSeconds(1));
        return new PaymentSettings("", "", "", 30, Duration.ofMinutes(5), "", none, none, shop);
    }

    private static Product product(String code, String price) {
        return new Product(
                code,
                code,
                null,
                null,
                null,
                new BigDecimal(price),
                "RUB",
                null,
                null,
                List.of(),
                List.of(),
                null,
                true,
                0);
    }

    public TestDatabase database() {
        return database;
    }

    public Clients clients() {
        return clients;
    }

    public Purchases purchases() {
        return purchases;
    }

    public Booking booking() {
        return booking;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public PaymentRequests requests() {
        return requests;
    }

    public Client client(String name) {
        return clients.findOrCreate(
                "telegram", UUID.randomUUID().toString(), name, "ru", null, NOW.minusSeconds(86400));
    }

    public Client client(String name, @Nullable String phone, @Nullable String email) {
        Client client = client(name);
        return clients.wrote(client.id(), NOW.minusSeconds(600), new Particulars(null, phone, email, null, null, null));
    }

    /** A client whose contacts are surely his own. */
    public Client provenClient(String name, @Nullable String phone, @Nullable String email) {
        Client client = client(name);
        var contacts = new ContactBook(database.jdbc());
        if (phone != null) {
            contacts.note(client.id(), io.rapport.client.person.Contact.Kind.PHONE, phone, "MESSENGER", NOW);
        }
        if (email != null) {
            contacts.note(client.id(), io.rapport.client.person.Contact.Kind.EMAIL, email, "API", NOW);
        }
        return client;
    }

    public PaymentRequest asks(long client, String product, String amount) {
        return database.transaction().execute(status -> {
            clients.lock(client);
            return requests.ask(
                    new Offer(client, product, new BigDecimal(amount), "RUB", "R-120", "reply:1"),
                    reference -> "https://pay.example.com/" + reference,
                    NOW.minusSeconds(3600));
        });
    }

    /** What the provider tells; the same again is no news. */
    public boolean hears(Map<String, ?> notice) {
        return hears(
                "generic", String.valueOf(notice.get("id")), JsonMapper.shared().writeValueAsString(notice));
    }

    boolean hears(String provider, String id, String body) {
        return notices.receive(provider, id, body.getBytes(StandardCharsets.UTF_8), now);
    }

    /** Works off whatever there is. */
    public void works() {
        int turns = 0;
        while (cashier.handleNext() && turns++ < 10_000) {
            // the next one
        }
    }

    void later(Duration duration) {
        now = now.plus(duration);
    }

    public Notice notice(String id) {
        return database.jdbc()
                .sql("select * from payment_notice where external_id = ?")
                .param(id)
                .query(Notice::of)
                .single();
    }

    public List<String> books(long client) {
        return database.jdbc().sql("""
                select concat_ws(' ', product_code, amount, currency, provider, external_id, '-' || refunded)
                from purchase where client_id = ? order by id
                """).param(client).query(String.class).list();
    }

    /** What came in and stayed, by the purchases. */
    public BigDecimal worth(long client) {
        return sum("select coalesce(sum(amount - refunded), 0) from purchase where client_id = ?", client);
    }

    /** The same by the events, which rules read. */
    public BigDecimal worthByEvents(long client) {
        return sum("""
                select coalesce(sum(case type when 'PURCHASED' then 1 else -1 end * (attributes ->> 'amount')::numeric), 0)
                from event where client_id = ? and type in ('PURCHASED', 'REFUNDED')
                """, client);
    }

    private BigDecimal sum(String sql, long client) {
        return database.jdbc().sql(sql).param(client).query(BigDecimal.class).single();
    }

    public void close() {
        database.close();
    }

    private final class SettableClock extends Clock {

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
