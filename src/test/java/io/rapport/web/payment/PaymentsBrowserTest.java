package io.rapport.web.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.client.Client;
import io.rapport.payment.request.PaymentRequest;
import io.rapport.testing.Browser;
import io.rapport.testing.BrowserWalk;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

class PaymentsBrowserTest extends PayingHouse {

    private Browser browser;
    private BrowserWalk walk;

    @BeforeEach
    void open() {
        browser = Browser.open("ru");
        walk = new BrowserWalk(browser, port);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aClientPaysOnOurOwnPage() {
        PaymentRequest request = asks(client("Анна").id());

        walk.go("/pay/" + request.reference());
        walk.sees("main", "Группа до 6 человек", "7 900 ₽", "учебная оплата");
        walk.look("pay-open");
        walk.press("#cancel");
        walk.sees("h1", "Оплата отменена");
        walk.look("pay-cancelled");
        walk.press("#pay");
        walk.sees("h1", "Оплачено, спасибо!");
        walk.look("pay-paid");
        walk.go("/pay/23456789abcdef");
        walk.sees("h1", "Такой ссылки у нас нет");
        walk.look("pay-unknown");
        assertThat(browser.complaints())
                .filteredOn(line -> !line.contains("404"))
                .isEmpty();
    }

    @Test
    void anOperatorFindsTheOwnerOfMoneyAndEntersMore() {
        Client anna = client("Анна Смирнова");
        asks(anna.id());
        deliver(NOBODY.formatted(id));
        deliver("""
                {"id":"r-%1$s","type":"refund","paymentId":"p-%1$s","amount":"900","currency":"RUB"}""".formatted(id));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> notice("r-" + id).path("state").asString("").equals("WAITING"));
        signIn();

        walk.go("/console/payments");
        walk.sees("#notices", "7 900 ₽", "не сказано, чьи деньги", "возврат 900 ₽");
        walk.look("payments");
        walk.go("/console/payments/" + notice(id).path("id").asLong());
        walk.sees("#reason", "Найдите клиента ниже");
        walk.type("q", id.substring(0, 12));
        walk.press("#assign form[role=search] button");
        walk.sees("#assign", "Анна Смирнова");
        walk.look("payment-assign");
        browser.driver()
                .findElement(By.cssSelector("#product option[value=GROUP]"))
                .click();
        walk.press("#do-assign");
        walk.sees(".done", "Записано на клиента");
        walk.look("payment-done");
        walk.press("#undo");
        walk.sees(".done", "Решение отменено");
        walk.type("comment", "Проверяли кассу");
        walk.press("#dismiss button");
        walk.sees(".done", "Отложено");

        walk.go("/console/payments");
        walk.type("clientId", Long.toString(anna.id()));
        browser.driver()
                .findElement(By.cssSelector("#product option[value=GROUP]"))
                .click();
        walk.type("amount", "0");
        walk.press("#enter");
        walk.sees("#mistake", "больше нуля");
        walk.type("clientId", Long.toString(anna.id()));
        browser.driver()
                .findElement(By.cssSelector("#product option[value=GROUP]"))
                .click();
        walk.type("amount", "15 800,50");
        walk.press("#enter");
        walk.sees(".done", "Оплата внесена");
        walk.sees("#purchases", "15 800,50 ₽", "Анна Смирнова", "Вручную");

        walk.go("/console/clients/" + anna.id());
        walk.sees("#purchases", "15 800,50 ₽", "ждём оплату");
        walk.press("#purchases details summary");
        walk.look("client-purchases");
        browser.driver()
                .findElement(By.cssSelector("#purchases input[name=amount]"))
                .sendKeys("800,50");
        walk.press("#purchases button.danger");
        walk.sees(".done", "Возврат записан");
        walk.sees("#purchases", "вернули 800,50 ₽");
        walk.go("/console/payments?show=dismissed&lang=en");
        walk.sees("h1", "Payments");
        walk.look("payments-dismissed-en");
        assertThat(browser.complaints()).isEmpty();
        assertThat(books(anna.id())).containsExactly("GROUP 15800.50 RUB manual -800.50");
    }

    private void signIn() {
        String name = "olga" + id.substring(0, 8);
        jdbc.sql(
                        "insert into app_user (name, password_hash, roles, created_at) values (?, ?, array['OPERATOR'], now())")
                .params(name, passwords.encode("a long secret"))
                .update();
        walk.go("/console/sign-in");
        walk.type("username", name);
        walk.type("password", "a long secret");
        walk.press("button.main");
        walk.sees("h1", "Сегодня");
    }
}
