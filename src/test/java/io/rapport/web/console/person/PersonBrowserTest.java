package io.rapport.web.console.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Clients;
import io.rapport.client.Consent;
import io.rapport.client.Consents;
import io.rapport.client.Particulars;
import io.rapport.client.person.ContactBook;
import io.rapport.testing.Browser;
import io.rapport.testing.BrowserWalk;
import io.rapport.testing.RapportTest;
import io.rapport.testing.Visitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RapportTest
class PersonBrowserTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clients clients;

    @Autowired
    Consents consents;

    @Autowired
    Clock clock;

    private Browser browser;
    private BrowserWalk walk;
    private long anna;
    private long anya;

    @BeforeEach
    void twoWithOneNumber() {
        jdbc.sql("delete from client").update();
        jdbc.sql("""
                insert into app_user (name, password_hash, roles, created_at)
                values ('olga', '{noop}secret of olga', array['OPERATOR'], now()),
                    ('vera', '{noop}secret of vera', array['ANALYST'], now()) on conflict do nothing
                """).update();
        Instant now = clock.instant();
        anna = clients.findOrCreate(
                        "telegram", "700001", "Анна Смирнова", "ru", "vk-september", now.minus(Duration.ofDays(9)))
                .id();
        anya = clients.findOrCreate("webchat", "session-of-anya", "Аня", "ru", "site", now.minus(Duration.ofDays(2)))
                .id();
        clients.wrote(
                anna,
                now.minusSeconds(90_000),
                Particulars.NONE.withPhone("+79161234567").vouchedForBy(ContactBook.MESSENGER));
        clients.wrote(
                anya,
                now.minusSeconds(900),
                Particulars.NONE.withPhone("+79161234567").withEmail("anya@example.com"));
        consents.give(anna, Consent.Purpose.ADVERTISING, null, "1", "chat", now.minusSeconds(90_000));
        jdbc.sql(
                        "insert into client_likeness (one, other, kind, found_at) values (?, ?, 'PHONE', ?) on conflict do nothing")
                .params(anna, anya, now.atOffset(java.time.ZoneOffset.UTC))
                .update();
        jdbc.sql("update client_contact set compared_at = now()").update();
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void anOperatorComparesMergesAndPartsAgain() {
        browser = Browser.open("ru");
        walk = new BrowserWalk(browser, port);
        browser.wide();
        walk.go("/console/sign-in");
        browser.driver().findElement(By.name("username")).sendKeys("olga");
        browser.driver().findElement(By.name("password")).sendKeys("secret of olga");
        walk.press("button.main");

        walk.go("/console/matches");
        walk.sees("#matches", "Анна Смирнова", "Аня", "Один телефон");
        walk.look("person-matches");
        walk.press("#matches a.button");
        walk.sees("main", "подтверждён", "назван, не подтверждён", "anya@example.com", "останется");
        walk.look("person-compare");
        walk.press("#merge-yes");
        walk.sees(".done", "теперь это один клиент");
        walk.sees(
                "#person", "Объединён с клиентом № " + anya, "olga", "решил человек", "Отменить объединение можно до");
        walk.sees("h1", "Анна Смирнова");
        walk.press("#unmerge");
        walk.look("person-merged");
        walk.go("/console/clients/" + anya);
        assertThat(browser.driver().getCurrentUrl()).endsWith("/console/clients/" + anna);
        walk.press("#unmerge");
        walk.press("#unmerge-yes");
        walk.sees(".done", "снова сам по себе");
        walk.go("/console/clients/" + anya);
        walk.sees("h1", "Аня");

        walk.press("#merge");
        browser.driver().findElement(By.id("with")).sendKeys("№ " + anna);
        walk.look("person-merge-with");
        walk.press("#merge-compare");
        walk.sees("h1", "Это один человек?");
        walk.go("/console/matches?lang=en");
        walk.sees("main", "Nobody looks alike");
        walk.look("person-matches-empty-en");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void onlyWhoMayActMerges() {
        var vera = Visitor.of(port);
        vera.signIn("vera", "secret of vera");
        String compare = "/console/clients/" + anna + "/compare?with=" + anya;

        assertThat(vera.get(compare).body()).contains("Объединять могут оператор и администратор");
        assertThat(vera.submit(compare, "/console/clients/" + anna + "/merge", Map.of("with", "" + anya))
                        .statusCode())
                .isEqualTo(403);
        assertThat(clients.find(anya)).isPresent();
    }

    @Test
    void whatCannotBeIsSaidInWords() {
        var olga = Visitor.of(port);
        olga.signIn("olga", "secret of olga");
        String page = "/console/clients/" + anna;

        assertThat(after(
                        olga,
                        olga.get(page + "/compare?with=x")
                                .headers()
                                .firstValue("Location")
                                .orElseThrow()))
                .contains("Клиента «x» нет");
        assertThat(after(
                        olga,
                        olga.get(page + "/compare?with=" + anna)
                                .headers()
                                .firstValue("Location")
                                .orElseThrow()))
                .contains("Это и есть тот же клиент");
        olga.submit(page, page + "/unmerge", Map.of("merge", "1"));
        assertThat(olga.get(page).body()).contains("никого не объединяли");
        olga.submit(page, page + "/merge", Map.of("with", "999999"));
        assertThat(olga.get(page).body()).contains("Клиента «999999» нет");
        olga.submit(page, page + "/tell-apart", Map.of("from", "" + anya));
        assertThat(olga.get("/console/matches").body()).contains("это разные люди", "Похожих клиентов нет");
        assertThat(olga.get("/console/matches").body()).doesNotContain("<style", " style=", "??");
        assertThat(olga.get(page + "/compare?with=" + anya).body()).doesNotContain("<style", " style=", "??");
    }

    private static String after(Visitor visitor, String address) {
        return visitor.get(address.replaceFirst("^http://[^/]+", "")).body();
    }
}
