package io.rapport.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.Browser;
import io.rapport.testing.BrowserWalk;
import io.rapport.testing.RapportTest;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
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
    private BrowserWalk walk;

    @BeforeEach
    void open() {
        jdbc.sql("delete from app_user").update();
        jdbc.sql("delete from client").update();
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
    void leadsANewcomerFromTheLinkToTheReasonBehindADecision() {
        walk.go(link.path().orElseThrow());
        walk.look("setup");
        walk.type("name", "owner");
        walk.type("password", PASSWORD);
        walk.type("confirmation", PASSWORD);
        walk.press("button.main");
        walk.sees("main", "Пока никого нет");
        walk.look("today-empty");
        walk.press("#sign-out");
        walk.sees("h1", "Вход");
        walk.look("sign-in");
        walk.type("username", "owner");
        walk.type("password", PASSWORD);
        walk.press("button.main");
        walk.sees("h1", "Сегодня");

        house.anna(clock.instant());
        house.boris(clock.instant());
        house.setAside(clock.instant());
        walk.go("/console");
        walk.sees("#client-list", "Анна Смирнова", "Общается", "42,5", "тёплый");
        walk.look("today");

        browser.driver().findElement(By.linkText("Анна Смирнова")).click();
        walk.sees("#timeline", "Сколько стоит <b>группа</b>?", "не отправлено");
        walk.sees(".decision", "S-010", "Спросил цену", "+20", "42,5");
        walk.look("client");

        walk.press("#owner");
        walk.sees(".done", "Бот молчит");
        walk.press("#opt-out");
        walk.look("client-opt-out");
        walk.press("#opt-out-yes");
        walk.sees("h1", "отписан");

        walk.go("/console/inbox-errors");
        walk.look("inbox-errors");
        walk.go("/console/rules");
        walk.look("rules");
        walk.go("/console?lang=en");
        walk.sees("h1", "Today");
        walk.look("today-en");
        walk.go("/console/clients/999999999");
        walk.look("nobody");
        assertThat(browser.complaints())
                .filteredOn(line -> !line.contains("404"))
                .isEmpty();
    }

    @Test
    void showsWhatTheBotDoesByItselfAndWhyItIsSilent() {
        long vera = house.vera(clock.instant());
        jdbc.sql("delete from product").update();
        walk.go(link.path().orElseThrow());
        walk.type("name", "owner");
        walk.type("password", PASSWORD);
        walk.type("confirmation", PASSWORD);
        walk.press("button.main");
        walk.sees("h1", "Сегодня");

        walk.go("/console/clients/" + vera);
        walk.sees("#due", "W-195", "«Дней с касания, до» ≤ 5");
        walk.sees("#permission", "P-");
        walk.sees(".facts", "по городу из переписки", "текст 2", "«Да, можно» (m-1)");
        walk.sees(
                "#timeline",
                "касание",
                "W-160",
                "придержано",
                "P-100: Тихие часы",
                "до ",
                "5 раз с",
                "Вошёл в цепочку: знакомство");
        walk.sees("#plan", "План", "Asia/Omsk", "W-");
        walk.look("client-silent");

        walk.go("/console/activity");
        walk.sees("#touches", "W-160", "100 %");
        walk.look("activity-touches");
        walk.go("/console/activity/silences");
        walk.sees("#silences", "W-195", "Дали шесть дней на ответ");
        walk.look("activity-silences");
        walk.go("/console/activity/sequences");
        walk.sees("#sequence-ONBOARDING", "по старым правилам № -7", "прошли шаг 1: 1");
        walk.press("#sequence-ONBOARDING summary");
        walk.look("activity-sequences");
        walk.press("#sequence-ONBOARDING button.main");
        walk.sees(".done", "Переведено на правила");
        walk.sees("#sequence-ONBOARDING", "по действующим правилам");
        walk.go("/console/activity/experiments");
        walk.sees("#experiment-HOLDOUT", "данных пока мало");
        walk.look("activity-experiments");
        walk.go("/console/activity/weeks");
        walk.look("activity-weeks");
        walk.go("/console/jobs");
        walk.sees("#job-review", "Каждый день", "Пересмотр");
        walk.look("jobs");

        walk.go("/console/rules");
        walk.sees("#publishing", "Знакомство", "прошли шаг 1: 1", "пусть закончат");
        walk.look("rules-publishing");
        walk.press("#publish");
        walk.sees("#errors", "нет в каталоге");
        walk.look("rules-errors");
        house.courses();
        walk.press("#publish");
        walk.sees(".done", "ничего не изменилось");

        for (String page : new String[] {"", "/silences", "/sequences", "/experiments", "/weeks"}) {
            walk.go("/console/activity" + page + "?lang=en");
            walk.sees("h1", "Activity");
            walk.look("activity-en" + page.replace('/', '-'));
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void letsPeopleReadAndTryTheApi() {
        walk.go("/swagger-ui.html");
        browser.driver().findElement(By.cssSelector(".opblock"));
        assertThat(browser.driver().findElements(By.cssSelector("button.authorize")))
                .isNotEmpty();
        browser.wide();
        browser.screenshot("swagger-wide");
        assertThat(browser.complaints()).isEmpty();
    }
}
