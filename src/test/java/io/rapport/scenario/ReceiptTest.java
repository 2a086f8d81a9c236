package io.rapport.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Money that comes or goes is confirmed in the chat, at once, and to those, too, who want no advertising. */
class ReceiptTest extends ScenarioTest {

    private static final Pattern LINK = Pattern.compile("https://pay\\.example\\.com/\\?ref=(\\w+)&sum=([0-9.]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    private Clock clock;

    private Bank bank;

    @BeforeEach
    void openTheBank() {
        bank = new Bank(http(), PAYMENTS_SECRET);
    }

    @Test
    void whoPaysIsToldOnceHoweverOftenTheProviderSaysSo() {
        Person anna = newcomer("Анна");
        Matcher link = asksToPay(anna);
        String payment = payment(anna);
        for (int i = 0; i < 10; i++) {
            bank.tellsOfPayment(payment, link.group(1), link.group(2));
        }

        assertThat(anna.reads())
                .containsIgnoringCase("оплата")
                .contains("Анна", "7\u00a0900\u00a0₽", "«Группа до 6 человек»", "напишем");
        bank.tellsOfPayment(payment, link.group(1), link.group(2));
        anna.readsNothingMore();
        assertThat(receipts(anna))
                .containsExactly("TRANSACTIONAL SENT replies.xlsx › Настройки › Подтверждение оплаты");
    }

    @Test
    void aPersonOfTheSchoolWhoHasTheChatDoesNotHoldItUp() {
        Person boris = newcomer("Борис");
        Matcher link = asksToPay(boris);
        boris.writes("Позовите менеджера");
        boris.reads();
        bank.tellsOfPayment(payment(boris), link.group(1), link.group(2));

        assertThat(boris.reads()).containsIgnoringCase("оплата").contains("Борис");
    }

    @Test
    void whoWantsToHearNothingHearsNothing() {
        Person vera = newcomer("Вера");
        Matcher link = asksToPay(vera);
        vera.writes("Стоп");
        vera.reads();
        bank.tellsOfPayment(payment(vera), link.group(1), link.group(2));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receipts(vera))
                        .containsExactly("TRANSACTIONAL SUPPRESSED replies.xlsx › Настройки › Подтверждение оплаты"));
        vera.readsNothingMore();
    }

    @Test
    void whatWasPaidLongAgoIsNoNews() {
        Person gleb = newcomer("Глеб");
        long old = buys(gleb.id(), Duration.ofHours(25));
        long fresh = buys(gleb.id(), Duration.ofHours(23));

        await().atMost(PATIENCE).until(() -> isConfirmed(fresh));
        assertThat(gleb.reads()).containsIgnoringCase("оплата");
        gleb.readsNothingMore();
        assertThat(isConfirmed(old)).isFalse();
        assertThat(receipts(gleb)).hasSize(1);
    }

    @Test
    void whoCanBeReachedNowhereIsNotTold() {
        long lead = jdbc().sql("insert into client (created_at) values (?) returning id")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        long purchase = buys(lead, Duration.ZERO);

        await().atMost(PATIENCE).until(() -> isConfirmed(purchase));
        assertThat(jdbc().sql("select count(*) from touch where client_id = ?")
                        .param(lead)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whoGetsMoneyBackIsToldOfEachRefundOnce() {
        Person dina = newcomer("Дина");
        Matcher link = asksToPay(dina);
        String payment = payment(dina);
        bank.tellsOfPayment(payment, link.group(1), link.group(2));
        dina.reads();
        bank.tellsOfRefund(payment + "-1", payment, "900");
        bank.tellsOfRefund(payment + "-1", payment, "900");

        assertThat(dina.reads())
                .containsIgnoringCase("возврат")
                .contains("Дина", "900\u00a0₽", "«Группа до 6 человек»");
        dina.readsNothingMore();
        bank.tellsOfRefund(payment + "-2", payment, "1000.50");
        assertThat(dina.reads()).contains("1\u00a0000,50\u00a0₽");
    }

    @Test
    void whatHasGoneBackAlreadyIsNotConfirmedAsPaid() {
        Person egor = newcomer("Егор");
        jdbc().sql("""
                insert into purchase (client_id, product_code, provider, external_id, amount, currency, paid_at, refunded)
                values (?, 'GROUP', 'test', ?, 7900, 'RUB', ?, 7900)
                """)
                .params(
                        egor.id(),
                        payment(egor),
                        clock.instant().minusSeconds(1).atOffset(ZoneOffset.UTC))
                .update();
        long next = buys(egor.id(), Duration.ZERO);

        await().atMost(PATIENCE).until(() -> isConfirmed(next));
        assertThat(receipts(egor)).hasSize(1);
    }

    private Person newcomer(String name) {
        Person person = person(name);
        person.starts("landing");
        person.reads();
        return person;
    }

    private static Matcher asksToPay(Person person) {
        person.writes("Беру группу, как оплатить?");
        String answer = person.reads();
        Matcher link = LINK.matcher(answer);
        assertThat(link.find()).as(answer).isTrue();
        return link;
    }

    private static String payment(Person person) {
        return "r-" + person.chat() + "-" + UUID.randomUUID();
    }

    private long buys(long client, Duration ago) {
        return jdbc().sql("""
                insert into purchase (client_id, product_code, provider, external_id, amount, currency, paid_at)
                values (?, 'GROUP', 'test', ?, 7900, 'RUB', ?) returning id
                """)
                .params(
                        client,
                        UUID.randomUUID().toString(),
                        clock.instant().minus(ago).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private boolean isConfirmed(long purchase) {
        return jdbc().sql("select receipt_at is not null from purchase where id = ?")
                .param(purchase)
                .query(Boolean.class)
                .single();
    }

    private List<String> receipts(Person person) {
        return jdbc().sql("""
                        select concat_ws(' ', kind, state, row_id) from touch
                        where client_id = ? and touch_key like 'receipt:%' order by id
                        """).param(person.id()).query(String.class).list();
    }
}
