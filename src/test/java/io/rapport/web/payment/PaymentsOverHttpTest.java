package io.rapport.web.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.client.Client;
import io.rapport.payment.request.PaymentRequest;
import io.rapport.testing.Http;
import io.rapport.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PaymentsOverHttpTest extends PayingHouse {

    private static final String PATH = "/api/v1/payments";

    @Test
    void aForgedOrOldNoticeIsRefusedAndNothingIsKept() {
        String body = NOBODY.formatted(id);

        assertThat(deliver(body, Instant.now(), "a guess").statusCode()).isEqualTo(401);
        assertThat(deliver(body, Instant.now().minus(Duration.ofMinutes(6)), "right")
                        .statusCode())
                .isEqualTo(401);
        assertThat(Http.on(port).post("/webhooks/payments/generic", body).statusCode())
                .isEqualTo(401);
        assertThat(notice(id).isMissingNode()).isTrue();

        assertThat(deliver(body).statusCode()).isEqualTo(200);
        assertThat(notice(id).isMissingNode()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"stripe, 401", "cloudpayments, 401", "yookassa, 401", "demo, 401", "paypal, 404"})
    void aProviderThatIsNotConfiguredIsNotListenedTo(String provider, int status) {
        assertThat(Http.on(port)
                        .post(
                                "/webhooks/payments/" + provider,
                                "{\"event\":\"payment.succeeded\",\"object\":{\"id\":\"1\"}}")
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void whatIsTooLargeIsRefused() {
        assertThat(deliver("{\"id\":\"" + "x".repeat(300_000) + "\"}").statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{\"id\":\"§\"}",
                "{\"id\":\"§\",\"type\":\"payment\",\"paymentId\":\"§\",\"amount\":1e9999,\"currency\":\"RUB\"}",
                "{\"id\":\"§\",\"type\":\"payment\",\"paymentId\":\"§\",\"amount\":\"1e999999999\",\"currency\":\"\\u0000\"}",
                "{\"id\":\"§\\u0000\",\"type\":\"refund\",\"paymentId\":\"\\ud800\",\"amount\":-1}",
                "{\"id\":\"§\",\"type\":\"payment\",\"paymentId\":\"§\",\"amount\":{},\"at\":\"9999-99-99\",\"email\":[]}",
            })
    void whateverIsSignedIsKeptForAPerson(String body) {
        String unique = body.replace("§", id).isEmpty() || !body.contains("§") ? body : body.replace("§", id);
        long before = unread();

        assertThat(deliver(unique).statusCode()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                jdbc.sql("select count(*) from payment_notice where state in ('RECEIVED', 'SET_ASIDE')")
                                        .query(Long.class)
                                        .single())
                        .isZero());
        assertThat(unread()).isGreaterThan(before);
    }

    private long unread() {
        return jdbc.sql("select count(*) from payment_notice where state in ('UNMATCHED', 'WAITING')")
                .query(Long.class)
                .single();
    }

    @Test
    void aPersonSaysWhoseMoneyItIsAndTakesItBack() {
        Client anna = client("Анна");
        deliver(NOBODY.formatted(id));
        long notice = unmatched(id);

        JsonNode assigned =
                post("/" + notice + "/assign", "{\"clientId\":%d,\"product\":\"GROUP\"}".formatted(anna.id()), 200);

        assertThat(assigned.path("state").asString()).isEqualTo("APPLIED");
        assertThat(books(anna.id())).containsExactly("GROUP 7900.00 RUB generic -0.00");
        post("/" + notice + "/assign", "{\"clientId\":%d,\"product\":\"GROUP\"}".formatted(anna.id()), 409);
        assertThat(audited("ASSIGNED_PAYMENT", "payment/" + notice)).isOne();

        JsonNode undone = post("/" + notice + "/undo", "", 200);
        assertThat(undone.path("state").asString()).isEqualTo("UNMATCHED");
        assertThat(undone.path("reason").asString()).isEqualTo("NOBODY_NAMED");
        assertThat(books(anna.id())).isEmpty();
        assertThat(events(anna.id(), "PURCHASED")).isZero();

        JsonNode dismissed = post("/" + notice + "/dismiss", "{\"comment\":\"Проверка кассы\"}", 200);
        assertThat(dismissed.path("state").asString()).isEqualTo("DISMISSED");
        assertThat(dismissed.path("comment").asString()).isEqualTo("Проверка кассы");
    }

    @Test
    void whatHasGoneBackCannotBeUndone() {
        Client anna = client("Анна");
        deliver(NOBODY.formatted(id));
        long notice = unmatched(id);
        post("/" + notice + "/assign", "{\"clientId\":%d,\"product\":\"GROUP\"}".formatted(anna.id()), 200);
        post("/refunds", "{\"provider\":\"generic\",\"paymentId\":\"%s\",\"amount\":100}".formatted(id), 201);

        post("/" + notice + "/undo", "", 409);

        assertThat(books(anna.id())).containsExactly("GROUP 7900.00 RUB generic -100.00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"product\":\"GROUP\",\"amount\":1}; 400; clientId",
                "{\"clientId\":999999999,\"product\":\"GROUP\",\"amount\":1}; 422; clientId",
                "{\"clientId\":§,\"amount\":1}; 422; product",
                "{\"clientId\":§,\"product\":\"PONY\",\"amount\":1}; 422; product",
                "{\"clientId\":§,\"product\":\"GROUP\"}; 422; amount",
                "{\"clientId\":§,\"product\":\"GROUP\",\"amount\":0}; 422; amount",
                "{\"clientId\":§,\"product\":\"GROUP\",\"amount\":-5}; 422; amount",
                "{\"clientId\":§,\"product\":\"GROUP\",\"amount\":1.001}; 422; amount",
                "{\"clientId\":§,\"product\":\"GROUP\",\"amount\":1e9999}; 422; amount",
                "{\"clientId\":§,\"product\":\"GROUP\",\"amount\":1,\"currency\":\"XXX\"}; 422; currency",
                "{\"clientId\":§,\"product\":\"GROUP\",\"amount\":1,\"at\":\"tomorrow\"}; 400; at",
                "{\"clientId\":§,\"product\":\"GROUP\",\"amount\":1,\"at\":\"2999-01-01T00:00:00Z\"}; 422; at",
            })
    void aPaymentEnteredByHandNamesTheFieldThatIsWrong(String body, int status, String field) {
        long anna = client("Анна").id();

        JsonNode problem = post("", body.replace("§", Long.toString(anna)), status);

        assertThat(problem.path("errors").path(0).path("field").asString()).isEqualTo(field);
        assertThat(books(anna)).isEmpty();
    }

    @Test
    void whatIsEnteredTwiceUnderOneNameCountsOnce() {
        long anna = client("Анна").id();
        String payment =
                "{\"clientId\":%d,\"product\":\"GROUP\",\"amount\":\"7900\",\"externalId\":\"%s\"}".formatted(anna, id);
        assertThat(post("", payment, 201).path("isNew").asBoolean()).isTrue();
        assertThat(post("", payment, 201).path("isNew").asBoolean()).isFalse();

        String refund = "{\"paymentId\":\"%1$s\",\"amount\":900,\"externalId\":\"back-%1$s\"}".formatted(id);
        assertThat(post("/refunds", refund, 201).path("isNew").asBoolean()).isTrue();
        assertThat(post("/refunds", refund, 201).path("isNew").asBoolean()).isFalse();
        assertThat(post("/refunds", "{\"paymentId\":\"%s\",\"amount\":7000.01}".formatted(id), 422)
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("amount");

        assertThat(books(anna)).containsExactly("GROUP 7900.00 RUB manual -900.00");
    }

    @Test
    void ourOwnPageTakesMoneyOnceAndThenSaysThanks() {
        Client anna = client("Анна");
        PaymentRequest request = asks(anna.id());
        Visitor visitor = Visitor.of(port);
        String page = "/pay/" + request.reference();

        assertThat(visitor.get(page).body()).contains("Группа до 6 человек", "7\u00a0900\u00a0₽", "учебная");
        assertThat(visitor.get(page, "Accept-Language", "en").body()).contains("Group of up to 6", "₽7,900");
        assertThat(visitor.get(page + "?cancelled").body()).contains("Ничего не списано");
        assertThat(visitor.send(
                                "POST",
                                page,
                                "x=1",
                                "Sec-Fetch-Site",
                                "cross-site",
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(302);
        assertThat(books(anna.id())).as("a form of a foreign site").isEmpty();

        assertThat(visitor.form(page, Map.of("x", "1")).statusCode()).isEqualTo(302);
        visitor.form(page, Map.of("x", "1"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(visitor.get(page).body()).contains("Оплачено"));
        visitor.form(page, Map.of("x", "1"));

        assertThat(books(anna.id())).containsExactly("GROUP 7900.00 RUB demo -0.00");
        HttpResponse<String> nothing = visitor.get("/pay/nothing");
        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(nothing.body()).contains("Такой ссылки у нас нет");
    }

    @Test
    void ourOwnPageDoesNotTakeMoneyOnceTheTimeIsOver() {
        Client anna = client("Анна");
        PaymentRequest request = asks(anna.id());
        jdbc.sql("update payment_request set expires_at = created_at - interval '1 hour' where id = ?")
                .param(request.id())
                .update();
        Visitor visitor = Visitor.of(port);

        assertThat(visitor.get("/pay/" + request.reference()).statusCode()).isEqualTo(410);
        visitor.form("/pay/" + request.reference(), Map.of("x", "1"));

        assertThat(jdbc.sql("select count(*) from payment_notice where external_id = ?")
                        .param("demo:" + request.reference())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void operatorsBookAndAnalystsOnlyRead() {
        Client anna = client("Анна");
        deliver(NOBODY.formatted(id));
        String page = "/console/payments/" + unmatched(id);
        Visitor analyst = signedIn("ANALYST");
        var form = Map.of("clientId", Long.toString(anna.id()), "product", "GROUP");

        assertThat(analyst.get(page).body()).contains("7\u00a0900\u00a0₽").doesNotContain("do-dismiss", "do-assign");
        assertThat(analyst.submit("/console", page + "/assign", form).statusCode())
                .isEqualTo(403);
        assertThat(books(anna.id())).isEmpty();

        Visitor operator = signedIn("OPERATOR");
        assertThat(operator.submit(page, page + "/assign", Map.of("clientId", "№ " + anna.id(), "product", "PONY"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(operator.get(page).body()).contains("Такого курса нет в каталоге");
        operator.submit(page + "?q=" + id.substring(0, 8), page + "/assign", form);
        assertThat(books(anna.id())).containsExactly("GROUP 7900.00 RUB generic -0.00");
        assertThat(Visitor.of(port).get("/console/payments").statusCode()).isEqualTo(302);
    }

    private long unmatched(String externalId) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> notice(externalId).path("state").asString("").equals("UNMATCHED"));
        return notice(externalId).path("id").asLong();
    }

    private JsonNode post(String path, String body, int status) {
        var response = Http.on(port).post(PATH + path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return json(response);
    }

    private long audited(String action, String subject) {
        return jdbc.sql("select count(*) from audit where action = ? and subject = ? and actor <> ''")
                .params(action, subject)
                .query(Long.class)
                .single();
    }

    private long events(long client, String type) {
        return jdbc.sql("select count(*) from event where client_id = ? and type = ?")
                .params(client, type)
                .query(Long.class)
                .single();
    }
}
