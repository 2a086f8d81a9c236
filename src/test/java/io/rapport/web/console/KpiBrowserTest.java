package io.rapport.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.Browser;
import io.rapport.testing.BrowserWalk;
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
    private BrowserWalk walk;

    @BeforeEach
    void open() {
        jdbc.sql("delete from app_user").update();
        jdbc.sql("delete from client").update();
        jdbc.sql("delete from campaign").update();
        browser = Browser.open("ru");
        walk = new BrowserWalk(browser, port);
        walk.go(link.path().orElseThrow());
        walk.type("name", "owner");
        walk.type("password", PASSWORD);
        walk.type("confirmation", PASSWORD);
        browser.driver().findElement(By.cssSelector("button.main")).click();
        walk.sees("h1", "Сегодня");
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
        walk.sees("h1", "Показатели");
        walk.sees("#nothing", "считать нечего", "веб-чат");
        walk.look("kpis-empty");
        walk.go("/console/kpis/rows?table=scoring");
        walk.sees("#rows", "S-060", "никогда", "не срабатывала");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsTheFiguresTheirChartsAndWhatTheRowsBring() {
        Instant now = clock.instant();
        new InventedSchoolRows(jdbc)
                .write(InventedSchool.of(7, 700, 5_000_000_000L, now.minus(Duration.ofDays(330)), now, ZONE));

        browser.driver().findElement(By.linkText("Показатели")).click();
        walk.sees("#kpi-conversion", "Конверсия в продажу", "%", "новых клиентов купили");
        walk.look("kpis-month");

        browser.driver().findElement(By.linkText("Год")).click();
        walk.sees("#kpi-ltv", "₽", "покупателей");
        walk.sees("#kpi-cycle", "дн.");
        walk.sees("#chart-funnel", "Новый", "не дошли");
        walk.sees("#chart-costs", "vk-autumn", "клиент", "продажа");
        assertThat(browser.driver().findElements(By.cssSelector("#chart-conversion rect.column")))
                .hasSizeGreaterThan(6);
        assertThat(browser.driver().findElements(By.cssSelector(".charts svg[role=img] > title")))
                .hasSize(5);
        walk.sees("#parts", "tg-guide", "источник неизвестен");
        walk.look("kpis");

        walk.press("#by option[value=row]");
        walk.press("#pick button");
        walk.sees("#parts", "R-050", "W-160");
        walk.sees("main", "последнему касанию");
        walk.press("#by option[value=cohort]");
        walk.press("#pick button");
        walk.sees("#parts thead", "по когортам");
        assertThat(browser.driver().findElement(By.id("csv")).getAttribute("href"))
                .contains("by=cohort");

        browser.driver().findElement(By.linkText("Что приносят строки")).click();
        walk.sees("#rows", "W-160", "reengagement.xlsx › ", "₽");
        walk.look("kpi-rows");
        walk.press("#table option[value=replies]");
        walk.press("#pick button");
        walk.sees("#rows", "R-050");
        assertThat(browser.driver().findElement(By.id("rows")).getText()).doesNotContain("W-160");
        browser.driver().findElement(By.partialLinkText("Молчат весь период")).click();
        walk.sees("main", "опережает другая");
        walk.look("kpi-rows-idle");

        for (String page : new String[] {"", "/rows"}) {
            walk.go("/console/kpis" + page + "?lang=en");
            walk.sees("h1", "Figures");
            walk.look("kpis-en" + page.replace('/', '-'));
        }
        walk.go("/console/kpis?from=yesterday&to=2026-99-99&by=moon&days=x");
        walk.sees("h1", "Figures");
        assertThat(browser.complaints()).isEmpty();
    }
}
