package io.rapport.web.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.testing.Browser;
import io.rapport.testing.RapportTest;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@RapportTest
@Import(House.class)
class ConsoleBrowserTest {

    private static final String PASSWORD = "a long enough password";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SetupLink link;

    @Autowired
    House house;

    @Autowired
    Clock clock;

    private Browser browser;

    @BeforeEach
    void open() {
        jdbc.sql("delete from app_user").update();
        jdbc.sql("delete from client").update();
        browser = Browser.open("ru");
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void leadsANewcomerFromTheLinkToTheReasonBehindADecision() {
        go(link.path().orElseThrow());
        look("setup");
        type("name", "owner");
        type("password", PASSWORD);
        type("confirmation", PASSWORD);
        press("button.main");
        sees("main", "Пока никого нет");
        look("today-empty");
        press("#sign-out");
        sees("h1", "Вход");
        look("sign-in");
        type("username", "owner");
        type("password", PASSWORD);
        press("button.main");
        sees("h1", "Сегодня");

        house.anna(clock.instant());
        house.boris(clock.instant());
        house.setAside(clock.instant());
        go("/console");
        sees("#client-list", "Анна Смирнова", "Общается", "42,5", "тёплый");
        look("today");

        browser.driver().findElement(By.linkText("Анна Смирнова")).click();
        sees("#timeline", "Сколько стоит <b>группа</b>?", "не отправлено");
        sees(".decision", "S-010", "Спросил цену", "+20", "42,5");
        look("client");

        press("#owner");
        sees(".done", "Бот молчит");
        press("#opt-out");
        look("client-opt-out");
        press("#opt-out-yes");
        sees("h1", "отписан");

        go("/console/inbox-errors");
        look("inbox-errors");
        go("/console/rules");
        look("rules");
        go("/console?lang=en");
        sees("h1", "Today");
        look("today-en");
        go("/console/clients/999999999");
        look("nobody");
        assertThat(browser.complaints())
                .filteredOn(line -> !line.contains("404"))
                .isEmpty();
    }

    @Test
    void showsWhatTheBotDoesByItselfAndWhyItIsSilent() {
        long vera = house.vera(clock.instant());
        jdbc.sql("delete from product").update();
        go(link.path().orElseThrow());
        type("name", "owner");
        type("password", PASSWORD);
        type("confirmation", PASSWORD);
        press("button.main");
        sees("h1", "Сегодня");

        go("/console/clients/" + vera);
        sees("#due", "W-195", "«Дней с касания, до» ≤ 5");
        sees("#permission", "P-");
        sees(".facts", "по городу из переписки", "текст 2", "«Да, можно» (m-1)");
        sees(
                "#timeline",
                "касание",
                "W-160",
                "придержано",
                "P-100: Тихие часы",
                "до ",
                "5 раз с",
                "Вошёл в цепочку: знакомство");
        sees("#plan", "План", "Asia/Omsk", "W-");
        look("client-silent");

        go("/console/activity");
        sees("#touches", "W-160", "100 %");
        look("activity-touches");
        go("/console/activity/silences");
        sees("#silences", "W-195", "Дали шесть дней на ответ");
        look("activity-silences");
        go("/console/activity/sequences");
        sees("#sequence-ONBOARDING", "по старым правилам № -7", "прошли шаг 1: 1");
        press("#sequence-ONBOARDING summary");
        look("activity-sequences");
        press("#sequence-ONBOARDING button.main");
        sees(".done", "Переведено на правила");
        sees("#sequence-ONBOARDING", "по действующим правилам");
        go("/console/activity/experiments");
        sees("#experiment-HOLDOUT", "данных пока мало");
        look("activity-experiments");
        go("/console/activity/weeks");
        look("activity-weeks");
        go("/console/jobs");
        sees("#job-review", "Каждый день", "Пересмотр");
        look("jobs");

        go("/console/rules");
        sees("#publishing", "Знакомство", "прошли шаг 1: 1", "пусть закончат");
        look("rules-publishing");
        press("#publish");
        sees("#errors", "нет в каталоге");
        look("rules-errors");
        house.courses();
        press("#publish");
        sees(".done", "ничего не изменилось");

        for (String page : new String[] {"", "/silences", "/sequences", "/experiments", "/weeks"}) {
            go("/console/activity" + page + "?lang=en");
            sees("h1", "Activity");
            look("activity-en" + page.replace('/', '-'));
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void letsPeopleReadAndTryTheApi() {
        go("/swagger-ui.html");
        browser.driver().findElement(By.cssSelector(".opblock"));
        assertThat(browser.driver().findElements(By.cssSelector("button.authorize")))
                .isNotEmpty();
        browser.wide();
        browser.screenshot("swagger-wide");
        assertThat(browser.complaints()).isEmpty();
    }

    private void go(String path) {
        browser.driver().get("http://localhost:" + port + path);
    }

    private void type(String id, String text) {
        WebElement field = browser.driver().findElement(By.id(id));
        field.clear();
        field.sendKeys(text);
    }

    private void press(String selector) {
        browser.driver().findElement(By.cssSelector(selector)).click();
    }

    /** Waits, because a click returns before the page it leads to is there. */
    private void sees(String selector, String... texts) {
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(browser.driver()
                                .findElement(By.cssSelector(selector))
                                .getText())
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
