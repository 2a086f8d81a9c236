package io.rapport.web.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.client.Client;
import io.rapport.payment.request.PaymentRequest;
import io.rapport.testing.Browser;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

class PaymentsBrowserTest extends PayingHouse {

    private Browser browser;

    @BeforeEach
    void open() {
        browser = Browser.open("ru");
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

        go("/pay/" + request.reference());
        sees("main", "Группа до 6 человек", "7 900 ₽", "учебная оплата");
        look("pay-open");
        press("#cancel");
        sees("h1", "Оплата отменена");
        look("pay-cancelled");
        press("#pay");
        sees("h1", "Оплачено, спасибо!");
        look("pay-paid");
        go("/pay/23456789abcdef");
        sees("h1", "Такой ссылки у нас нет");
        look("pay-unknown");
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

        go("/console/payments");
        sees("#notices", "7 900 ₽", "не сказано, чьи деньги", "возврат 900 ₽");
        look("payments");
        go("/console/payments/" + notice(id).path("id").asLong());
        sees("#reason", "Найдите клиента ниже");
        type("q", id.substring(0, 12));
        press("#assign form[role=search] button");
        sees("#assign", "Анна Смирнова");
        look("payment-assign");
        browser.driver()
                .findElement(By.cssSelector("#product option[value=GROUP]"))
                .click();
        press("#do-assign");
        sees(".done", "Записано на клиента");
        look("payment-done");
        press("#undo");
        sees(".done", "Решение отменено");
        type("comment", "Проверяли кассу");
        press("#dismiss button");
        sees(".done", "Отложено");

        go("/console/payments");
        type("clientId", Long.toString(anna.id()));
        browser.driver()
                .findElement(By.cssSelector("#product option[value=GROUP]"))
                .click();
        type("amount", "0");
        press("#enter");
        sees("#mistake", "больше нуля");
        type("clientId", Long.toString(anna.id()));
        browser.driver()
                .findElement(By.cssSelector("#product option[value=GROUP]"))
                .click();
        type("amount", "15 800,50");
        press("#enter");
        sees(".done", "Оплата внесена");
        sees("#purchases", "15 800,50 ₽", "Анна Смирнова", "Вручную");

        go("/console/clients/" + anna.id());
        sees("#purchases", "15 800,50 ₽", "ждём оплату");
        press("#purchases details summary");
        look("client-purchases");
        browser.driver()
                .findElement(By.cssSelector("#purchases input[name=amount]"))
                .sendKeys("800,50");
        press("#purchases button.danger");
        sees(".done", "Возврат записан");
        sees("#purchases", "вернули 800,50 ₽");
        go("/console/payments?show=dismissed&lang=en");
        sees("h1", "Payments");
        look("payments-dismissed-en");
        assertThat(browser.complaints()).isEmpty();
        assertThat(books(anna.id())).containsExactly("GROUP 15800.50 RUB manual -800.50");
    }

    private void signIn() {
        String name = "olga" + id.substring(0, 8);
        jdbc.sql(
                        "insert into app_user (name, password_hash, roles, created_at) values (?, ?, array['OPERATOR'], now())")
                .params(name, passwords.encode("a long secret"))
                .update();
        go("/console/sign-in");
        type("username", name);
        type("password", "a long secret");
        press("button.main");
        sees("h1", "Сегодня");
    }

    private void go(String path) {
        browser.driver().get("http://localhost:" + port + path);
    }

    private void type(String field, String text) {
        WebElement input = browser.driver().findElement(By.id(field));
        input.clear();
        input.sendKeys(text);
    }

    private void press(String selector) {
        browser.driver().findElement(By.cssSelector(selector)).click();
    }

    private void sees(String selector, String... texts) {
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(browser.driver()
                                .findElement(By.cssSelector(selector))
                                .getText()
                                .replace('\u00a0', ' '))
                        .contains(texts));
    }

    /** Pictures for people, and one thing a machine can see: nothing sticks out on a phone. */
    private void look(String name) {
        browser.dark(true);
        browser.phone();
        browser.screenshot(name + "-phone-dark");
        assertThat(browser.scrollsSideways()).as(name + " on a phone").isFalse();
        browser.dark(false);
        browser.wide();
        browser.screenshot(name + "-wide");
    }
}
