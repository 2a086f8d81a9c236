package io.rapport.web.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.testing.Browser;
import io.rapport.testing.InventedSchool;
import io.rapport.testing.InventedSchoolRows;
import io.rapport.testing.RapportTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The figures of an invented school, looked at as a manager does. */
@RapportTest
class KpiBrowserTest {

    private static final String PASSWORD = "a long enough password";
    private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SetupLink link;

    @Autowired
    Clock clock;

    private Browser browser;

    @BeforeEach
    void open() {
        jdbc.sql("delete from app_user").update();
        jdbc.sql("delete from client").update();
        jdbc.sql("delete from campaign").update();
        browser = Browser.open("ru");
        go(link.path().orElseThrow());
        type("name", "owner");
        type("password", PASSWORD);
        type("confirmation", PASSWORD);
        browser.driver().findElement(By.cssSelector("button.main")).click();
        sees("h1", "Сегодня");
    }

    @AfterEach
    void close() {
        jdbc.sql("delete from client").update();
        jdbc.sql("delete from campaign").update();
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void saysWhatToDoWhereThereIsNothingToCount() {
        browser.driver().findElement(By.linkText("Показатели")).click();
        sees("h1", "Показатели");
        sees("#nothing", "считать нечего", "веб-чат");
        look("kpis-empty");
        go("/console/kpis/rows?table=scoring");
        sees("#rows", "S-060", "никогда", "не срабатывала");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsTheFiguresTheirChartsAndWhatTheRowsBring() {
        Instant now = clock.instant();
        new InventedSchoolRows(jdbc)
                .write(InventedSchool.of(7, 700, 5_000_000_000L, now.minus(Duration.ofDays(330)), now, ZONE));

        browser.driver().findElement(By.linkText("Показатели")).click();
        sees("#kpi-conversion", "Конверсия в продажу", "%", "новых клиентов купили");
        look("kpis-month");

        browser.driver().findElement(By.linkText("Год")).click();
        sees("#kpi-ltv", "₽", "покупателей");
        sees("#kpi-cycle", "дн.");
        sees("#chart-funnel", "Новый", "не дошли");
        sees("#chart-costs", "vk-autumn", "клиент", "продажа");
        assertThat(browser.driver().findElements(By.cssSelector("#chart-conversion rect.column")))
                .hasSizeGreaterThan(6);
        assertThat(browser.driver().findElements(By.cssSelector(".charts svg[role=img] > title")))
                .hasSize(5);
        sees("#parts", "tg-guide", "источник неизвестен");
        look("kpis");

        press("#by option[value=row]");
        press("#pick button");
        sees("#parts", "R-050", "W-160");
        sees("main", "последнему касанию");
        press("#by option[value=cohort]");
        press("#pick button");
        sees("#parts thead", "по когортам");
        assertThat(browser.driver().findElement(By.id("csv")).getAttribute("href"))
                .contains("by=cohort");

        browser.driver().findElement(By.linkText("Что приносят строки")).click();
        sees("#rows", "W-160", "reengagement.xlsx › ");
        look("kpi-rows");
        press("#table option[value=replies]");
        press("#pick button");
        sees("#rows", "R-050");
        assertThat(browser.driver().findElement(By.id("rows")).getText()).doesNotContain("W-160");
        browser.driver().findElement(By.partialLinkText("Молчат весь период")).click();
        sees("main", "опережает другая");
        look("kpi-rows-idle");

        for (String page : new String[] {"", "/rows"}) {
            go("/console/kpis" + page + "?lang=en");
            sees("h1", "Figures");
            look("kpis-en" + page.replace('/', '-'));
        }
        go("/console/kpis?from=yesterday&to=2026-99-99&by=moon&days=x");
        sees("h1", "Figures");
        assertThat(browser.complaints()).isEmpty();
    }

    private void go(String path) {
        browser.driver().get("http://localhost:" + port + path);
    }

    private void press(String selector) {
        browser.driver().findElement(By.cssSelector(selector)).click();
    }

    private void type(String id, String text) {
        browser.driver().findElement(By.id(id)).sendKeys(text);
    }

    private void sees(String selector, String... texts) {
        await().atMost(Duration.ofSeconds(20))
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
        browser.wholePage(name + "-phone-dark");
        assertThat(browser.scrollsSideways()).as(name + " on a phone").isFalse();
        browser.dark(false);
        browser.wholePage(name + "-phone");
        browser.wide();
        browser.wholePage(name + "-wide");
        browser.dark(true);
        browser.wholePage(name + "-wide-dark");
        browser.dark(false);
    }
}
