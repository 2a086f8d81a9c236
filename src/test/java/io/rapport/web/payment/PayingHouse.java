package io.rapport.web.payment;

import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.Particulars;
import io.rapport.content.Catalogue;
import io.rapport.content.Product;
import io.rapport.payment.request.PaymentRequest;
import io.rapport.payment.request.PaymentRequests;
import io.rapport.payment.request.PaymentRequests.Offer;
import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import io.rapport.testing.Visitor;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A house that takes money: by the generic webhook, and on its own page. */
@RapportTest
@TestPropertySource(properties = {"rapport.payments.secret=right", "rapport.payments.demo-page=true"})
abstract class PayingHouse {

    static final String NOBODY =
            "{\"id\":\"%1$s\",\"type\":\"payment\",\"paymentId\":\"%1$s\",\"amount\":\"7900\",\"currency\":\"RUB\"}";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clients clients;

    @Autowired
    Catalogue catalogue;

    @Autowired
    PaymentRequests requests;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    PasswordEncoder passwords;

    @Autowired
    Clock clock;

    final String id = UUID.randomUUID().toString();

    @BeforeEach
    void sellsAGroup() {
        catalogue.put(
                new Product(
                        "GROUP",
                        "Группа до 6 человек",
                        "Group of up to 6",
                        "8 занятий по 60 минут в месяц",
                        "Eight lessons a month",
                        new BigDecimal("7900"),
                        "RUB",
                        "в месяц",
                        "per month",
                        List.of(),
                        List.of(),
                        null,
                        true,
                        0),
                clock.instant());
    }

    Client client(String name) {
        Client client = clients.findOrCreate("telegram", name + id, name, "ru", null, clock.instant());
        return clients.wrote(client.id(), clock.instant(), Particulars.NONE.withEmail(id + "@example.com"));
    }

    PaymentRequest asks(long client) {
        return transaction.execute(status -> {
            clients.lock(client);
            return requests.ask(
                    new Offer(client, "GROUP", new BigDecimal("7900"), "RUB", "R-120", "reply:1"),
                    reference -> "http://localhost:" + port + "/pay/" + reference,
                    clock.instant());
        });
    }

    HttpResponse<String> deliver(String body) {
        return deliver(body, Instant.now(), "right");
    }

    HttpResponse<String> deliver(String body, Instant at, String secret) {
        String time = Long.toString(at.getEpochSecond());
        return Http.on(port)
                .send(Http.on(port)
                        .request("/webhooks/payments/generic")
                        .header("Content-Type", "application/json")
                        .header("X-Rapport-Signature", "t=" + time + ",v1=" + signature(secret, time + "." + body))
                        .POST(BodyPublishers.ofString(body)));
    }

    private static String signature(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is kept under this name; a missing node if nothing is. */
    JsonNode notice(String externalId) {
        return json(Http.on(port).get("/api/v1/payments?limit=200"))
                .path("items")
                .valueStream()
                .filter(item -> item.path("externalId").asString("").equals(externalId))
                .findFirst()
                .orElseGet(tools.jackson.databind.node.MissingNode::getInstance);
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    Visitor signedIn(String role) {
        String name = role.toLowerCase(java.util.Locale.ROOT) + id.substring(0, 8);
        jdbc.sql("insert into app_user (name, password_hash, roles, created_at) values (?, ?, array[?], now())")
                .params(name, passwords.encode("a long secret"), role)
                .update();
        Visitor visitor = Visitor.of(port);
        visitor.signIn(name, "a long secret");
        return visitor;
    }

    List<String> books(long client) {
        return jdbc.sql("""
                select concat_ws(' ', product_code, amount, currency, provider, '-' || refunded)
                from purchase where client_id = ? order by id
                """).param(client).query(String.class).list();
    }
}
