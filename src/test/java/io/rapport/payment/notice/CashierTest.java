package io.rapport.payment.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Client;
import io.rapport.payment.notice.Notice.State;
import io.rapport.payment.request.PaymentRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CashierTest {

    private static final Till TILL = new Till();

    private final String id = UUID.randomUUID().toString();
    private final String phone = "+7916" + (1_000_000 + Math.floorMod(id.hashCode(), 8_999_999));

    @AfterAll
    static void close() {
        TILL.close();
    }

    @Test
    void booksWhatWasAskedForWithItsEventAndMakesTheClientDue() {
        Client anna = TILL.client("Анна");
        PaymentRequest request = TILL.asks(anna.id(), "GROUP", "7900");

        hears(payment("7900", "RUB", request.reference()));

        assertThat(TILL.books(anna.id())).containsExactly("GROUP 7900.00 RUB generic " + id + " -0.00");
        assertThat(TILL.worthByEvents(anna.id())).isEqualByComparingTo("7900");
        assertThat(TILL.clients().find(anna.id()).orElseThrow().dueAt()).isNotNull();
        assertThat(TILL.requests().find(request.reference()).orElseThrow().paidAt())
                .isEqualTo(Instant.parse("2026-11-22T11:30:00Z"));
        assertThat(TILL.notice(id).state()).isEqualTo(State.APPLIED);
        assertThat(TILL.notice(id).clientId()).isEqualTo(anna.id());
    }

    @Test
    void findsTheClientByAContactThatIsSurelyHisOwn() {
        TILL.client("Тёзка", phone, null);
        Client anna = TILL.provenClient("Анна", phone, null);

        hears(with(payment("2500", "RUB", null), "phone", "8" + phone.substring(2), "product", "CLUB"));

        assertThat(TILL.books(anna.id())).containsExactly("CLUB 2500.00 RUB generic " + id + " -0.00");
    }

    @Test
    void byContactItTakesThePaymentForWhatTheClientWasAskedToPay() {
        Client anna = TILL.client("Анна", null, id + "@example.com");
        PaymentRequest request = TILL.asks(anna.id(), "CLUB", "2500");

        hears(with(payment("2500", "RUB", null), "email", id.toUpperCase(java.util.Locale.ROOT) + "@Example.com"));

        assertThat(TILL.books(anna.id())).hasSize(1);
        assertThat(TILL.requests().find(request.reference()).orElseThrow().isPaid())
                .isTrue();
    }

    @Test
    void asksAPersonWhetherAContactThatWasOnlyNamedIsReallyThatClients() {
        Client anna = TILL.client("Анна", phone, null);

        hears(with(payment("2500", "RUB", null), "phone", phone, "product", "CLUB"));

        isLeftForAPerson(Reason.UNPROVEN_CONTACT);
        assertThat(TILL.notice(id).clientId()).isEqualTo(anna.id());
    }

    @Test
    void neverGuessesBetweenTwo() {
        TILL.provenClient("Анна", phone, null);
        TILL.provenClient("Боря", phone, null);

        hears(with(payment("2500", "RUB", null), "phone", phone, "product", "CLUB"));

        isLeftForAPerson(Reason.SEVERAL_CLIENTS);
    }

    @Test
    void aPhoneOfOneAndAnEMailOfAnotherAreTwo() {
        TILL.provenClient("Анна", phone, null);
        TILL.provenClient("Боря", null, id + "@example.com");

        hears(with(payment("2500", "RUB", null), "phone", phone, "email", id + "@example.com", "product", "CLUB"));

        isLeftForAPerson(Reason.SEVERAL_CLIENTS);
    }

    @ParameterizedTest
    @CsvSource({
        "-5, RUB, BAD_AMOUNT",
        "0, RUB, BAD_AMOUNT",
        "0.001, RUB, BAD_AMOUNT",
        "1e9999, RUB, BAD_AMOUNT",
        "1e-9999, RUB, BAD_AMOUNT",
        "10000000000, RUB, BAD_AMOUNT",
        "7900, XXX, UNKNOWN_CURRENCY",
        "7900, ZZZ, UNKNOWN_CURRENCY",
        "7900, рубли, UNKNOWN_CURRENCY",
        "7900, , UNKNOWN_CURRENCY",
        "7800, RUB, AMOUNT_DIFFERS",
        "7900, EUR, AMOUNT_DIFFERS",
    })
    void leavesForAPersonWhatIsNotWhatWasAskedFor(String amount, @Nullable String currency, Reason reason) {
        Client anna = TILL.client("Анна");
        PaymentRequest request = TILL.asks(anna.id(), "GROUP", "7900");

        hears(payment(amount, currency, request.reference()));

        isLeftForAPerson(reason);
        assertThat(TILL.books(anna.id())).isEmpty();
    }

    @Test
    void leavesForAPersonWhatNobodyIsNamedFor() {
        hears(payment("7900", "RUB", null));

        isLeftForAPerson(Reason.NOBODY_NAMED);
    }

    @Test
    void leavesForAPersonAReferenceNobodyHas() {
        hears(with(payment("7900", "RUB", "order-77"), "phone", "+79990000000"));

        isLeftForAPerson(Reason.NOBODY_KNOWN);
    }

    @Test
    void leavesForAPersonAProductNobodySells() {
        Client anna = TILL.provenClient("Анна", phone, null);

        hears(with(payment("7900", "RUB", null), "phone", phone, "product", "PONY"));

        isLeftForAPerson(Reason.UNKNOWN_PRODUCT);
        assertThat(TILL.notice(id).clientId()).isEqualTo(anna.id());
        assertThat(TILL.notice(id).detail()).isEqualTo("PONY");
    }

    @Test
    void leavesForAPersonWhatIsPaidTwice() {
        Client anna = TILL.client("Анна");
        PaymentRequest request = TILL.asks(anna.id(), "GROUP", "7900");
        hears(payment("7900", "RUB", request.reference()));

        Map<String, Object> second = payment("7900", "RUB", request.reference());
        second.put("id", id + "-2");
        second.put("paymentId", id + "-2");
        TILL.hears(second);
        TILL.works();

        assertThat(TILL.notice(id + "-2").reason()).isEqualTo(Reason.PAID_ALREADY);
        assertThat(TILL.books(anna.id())).hasSize(1);
    }

    @Test
    void keepsMoneyOfAForgottenClientWithoutAName() {
        Client anna = TILL.client("Анна", phone, null);
        PaymentRequest request = TILL.asks(anna.id(), "GROUP", "7900");
        TILL.clients().erase(anna.id());

        hears(payment("7900", "RUB", request.reference()));

        isLeftForAPerson(Reason.CLIENT_ERASED);
        assertThat(TILL.notice(id).detail()).isEqualTo("GROUP");
    }

    @Test
    void forgetsWithTheClientWhatTheProviderToldOfHim() {
        Client anna = TILL.provenClient("Анна", phone, null);
        hears(with(payment("2500", "RUB", null), "phone", phone, "product", "CLUB"));

        TILL.clients().erase(anna.id());

        assertThat(TILL.notice(id).phone()).isNull();
        assertThat(TILL.database()
                        .jdbc()
                        .sql("select length(raw) from payment_notice where external_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(TILL.hears(payment("2500", "RUB", null)))
                .as("is known still")
                .isFalse();
    }

    @Test
    void leavesForAPersonWhatNobodyCanRead() {
        TILL.hears("generic", id, "{\"id\":\"%s\",\"type\":\"gift\",\"paymentId\":\"x\"}".formatted(id));
        TILL.works();

        isLeftForAPerson(Reason.UNREADABLE);
    }

    @Test
    void aRefundWaitsForItsPayment() {
        Client anna = TILL.client("Анна");
        PaymentRequest request = TILL.asks(anna.id(), "GROUP", "7900");
        hears(refund("900"));
        assertThat(TILL.notice(id + "-r").state()).isEqualTo(State.WAITING);

        hears(payment("7900", "RUB", request.reference()));

        assertThat(TILL.notice(id + "-r").state()).isEqualTo(State.APPLIED);
        assertThat(TILL.worth(anna.id())).isEqualByComparingTo("7000");
        assertThat(TILL.worthByEvents(anna.id())).isEqualByComparingTo("7000");
    }

    @Test
    void neverGivesBackMoreThanWasPaid() {
        Client anna = TILL.client("Анна");
        PaymentRequest request = TILL.asks(anna.id(), "GROUP", "7900");
        hears(payment("7900", "RUB", request.reference()));

        hears(refund("7900.01"));

        assertThat(TILL.notice(id + "-r").reason()).isEqualTo(Reason.MORE_THAN_PAID);
        assertThat(TILL.worth(anna.id())).isEqualByComparingTo("7900");
    }

    @Test
    void aRefundInAnotherCurrencyIsForAPerson() {
        Client anna = TILL.client("Анна");
        hears(payment("7900", "RUB", TILL.asks(anna.id(), "GROUP", "7900").reference()));

        hears(with(refund("10"), "currency", "USD"));

        assertThat(TILL.notice(id + "-r").reason()).isEqualTo(Reason.OTHER_CURRENCY);
    }

    @Test
    void comesBackToAProviderThatIsAwayAndGivesUpInTheEnd() {
        TILL.providers.isAway();
        TILL.hears("moody", id, "{}");
        for (int tries = 1; tries <= 8; tries++) {
            TILL.works();
            assertThat(TILL.notice(id).state()).isEqualTo(tries < 8 ? State.RECEIVED : State.SET_ASIDE);
            TILL.later(Duration.ofHours(1));
        }
        assertThat(TILL.notice(id).error()).isEqualTo("out for lunch");
    }

    @Test
    void doesNotWriteAfterItsLeaseIsLost() {
        TILL.providers.says(body -> {
            TILL.database()
                    .jdbc()
                    .sql("update payment_notice set lease_token = gen_random_uuid() where external_id = ?")
                    .param(id)
                    .update();
            return new io.rapport.payment.provider.Statement.Irrelevant("too late");
        });
        TILL.hears("moody", id, "{}");
        TILL.cashier.handleNext();

        assertThat(TILL.notice(id).state()).isEqualTo(State.RECEIVED);
    }

    private void isLeftForAPerson(Reason reason) {
        assertThat(TILL.notice(id).state()).isEqualTo(State.UNMATCHED);
        assertThat(TILL.notice(id).reason()).isEqualTo(reason);
    }

    private static void hears(Map<String, ?> notice) {
        TILL.hears(notice);
        TILL.works();
    }

    private Map<String, Object> payment(String amount, @Nullable String currency, @Nullable String reference) {
        Map<String, Object> notice = new HashMap<>();
        notice.put("id", id);
        notice.put("type", "payment");
        notice.put("paymentId", id);
        notice.put("amount", amount);
        notice.put("currency", currency);
        notice.put("at", "2026-11-22T14:30:00+03:00");
        notice.put("reference", reference);
        return notice;
    }

    private Map<String, Object> refund(String amount) {
        Map<String, Object> notice = new HashMap<>();
        notice.put("id", id + "-r");
        notice.put("type", "refund");
        notice.put("paymentId", id);
        notice.put("amount", amount);
        notice.put("currency", "RUB");
        return notice;
    }

    private static Map<String, Object> with(Map<String, Object> notice, String... more) {
        for (int i = 0; i < more.length; i += 2) {
            notice.put(more[i], more[i + 1]);
        }
        return notice;
    }
}
