package io.rapport.web.console.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.rapport.testing.Browser;
import io.rapport.testing.BrowserWalk;
import io.rapport.testing.RapportTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RapportTest
class LeadsBrowserTest {

    private static final int PEOPLE = 12_000;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    private Browser browser;
    private BrowserWalk walk;

    @BeforeEach
    void open() {
        jdbc.sql("delete from client").update();
        jdbc.sql("delete from campaign").update();
        jdbc.sql("delete from lead_import").update();
        jdbc.sql("""
                insert into app_user (name, password_hash, roles, created_at)
                values ('boss', '{noop}secret of boss', array['ADMIN'], now()) on conflict do nothing
                """).update();
        browser = Browser.open("ru");
        walk = new BrowserWalk(browser, port);
        walk.go("/console/sign-in");
        walk.type("username", "boss");
        walk.type("password", "secret of boss");
        walk.press("button.main");
        walk.sees("h1", "Сегодня");
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void leadsAListFromTheUploadToItsMistakes() throws IOException {
        walk.go("/console/imports");
        walk.sees("main", "Загрузок пока не было");
        walk.look("imports-empty");
        upload("Лиды с вебинара.csv", people());

        walk.sees("h1", "Лиды с вебинара.csv");
        walk.sees("#file-kind", "UTF-8", ";", "названия столбцов");
        assertThat(walk.find("#column-1 option:checked").getText()).isEqualTo("телефон");
        walk.sees("#preview", "городской номер", "русская «а»");
        walk.look("import-columns");

        choose("#column-1", "не брать");
        choose("#column-2", "не брать");
        walk.press("#start");
        walk.sees(".mistake", "Укажите, в каком столбце телефон или почта");
        walk.look("import-columns-mistake");
        choose("#column-1", "телефон");
        choose("#column-2", "почта");
        walk.press("#start");
        walk.look("import-progress");

        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(walk.find("#state").getText()).isEqualTo("готово"));
        walk.sees("#result", "11 997", "2");
        walk.sees("#broken", "городской номер: в мессенджере по нему не написать", "+7 495 123-45-67");
        walk.look("import-done");
        assertThat(jdbc.sql("select count(*) from client").query(Integer.class).single())
                .isEqualTo(PEOPLE - 3);

        walk.go("/console/imports?lang=en");
        walk.sees("#import-list", "Лиды с вебинара.csv", "done");
        walk.look("imports-en");
        browser.driver().findElement(By.linkText("Лиды с вебинара.csv")).click();
        walk.sees("#broken", "a landline");
        walk.look("import-done-en");
        upload("no.xlsx", new byte[] {'P', 'K', 3, 4, 0, 0});
        walk.sees(".mistake", "The file is damaged or not built like an Excel workbook");
        walk.go("/console");
        walk.sees("#client-list", "Анна");
        walk.sees("#export-xlsx", "XLSX");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void makesACampaignAndNotesWhatItCost() throws IOException {
        walk.go("/console/campaigns");
        walk.sees("main", "Кампаний пока нет");
        walk.look("campaigns-empty");
        walk.type("code", "лето");
        walk.type("name", "Летний вебинар, ВК");
        walk.find("#code").clear();
        walk.type("medium", "social");
        walk.press("#make-campaign");
        walk.sees(".done", "создана");
        assertThat(walk.find("#link-chat").getDomProperty("value")).endsWith("/chat?src=letniy_vebinar_vk");
        jdbc.sql("""
                insert into client (created_at, name, phone, source)
                select now(), 'Анна', '+79161234567', 'letniy_vebinar_vk' from generate_series(1, 4)
                """).update();
        jdbc.sql("insert into client (created_at, name, source) values (now(), 'Борис', 'old-banner')")
                .update();
        script(
                "document.getElementById('from').value = '2026-11-01'; document.getElementById('to').value = '2026-11-03'");
        walk.type("amount", "минус");
        walk.press("#note-cost");
        walk.sees(".mistake", "Нужна сумма");
        walk.look("campaign-mistake");
        walk.type("amount", "1000");
        walk.press("#note-cost");
        walk.sees(".done", "Дней записано: 3");
        walk.sees(".figures", "1 000 ₽", "250 ₽");
        walk.look("campaign");

        walk.go("/console/campaigns");
        Path costs = Files.writeString(
                folder.resolve("costs.csv"), "campaign;day;amount\nletniy_vebinar_vk;2026-11-05;10\nx;2026-11-05;10\n");
        walk.find("#costs-file").sendKeys(costs.toString());
        browser.driver()
                .findElement(By.cssSelector("form[action$='campaign-costs'] button"))
                .click();
        walk.sees("#faults", "строка 3", "нет кампании");
        walk.sees("#strays", "old-banner");
        walk.look("campaigns");
        browser.driver().findElement(By.linkText("Летний вебинар, ВК")).click();
        walk.press("#archive");
        walk.sees(".done", "в архиве");
        walk.press("#archive");
        walk.sees(".done", "снова в работе");
        walk.go("/console/campaigns?lang=en");
        walk.sees("h1", "Campaigns");
        walk.look("campaigns-en");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void carriesTheAdvertFromTheFirstPageOfASiteToTheClient() throws IOException {
        jdbc.sql("""
                insert into campaign (code, name, utm, created_at, created_by)
                values ('vk_summer', 'Лето', '{"utm_campaign": "summer"}', now(), 'boss')
                """).update();
        byte[] page =
                "<!doctype html><html lang=ru><title>Сайт</title><h1>Сайт</h1><script src='http://localhost:%d/chat/embed.js' defer></script></html>"
                        .formatted(port)
                        .getBytes(StandardCharsets.UTF_8);
        var site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", call -> {
            call.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            call.sendResponseHeaders(200, page.length);
            call.getResponseBody().write(page);
            call.close();
        });
        site.start();
        try {
            String home = "http://127.0.0.1:" + site.getAddress().getPort();
            browser.driver().get(home + "/?utm_source=vk&utm_campaign=Summer&gclid=1");
            browser.driver().findElement(By.id("rapport-chat-widget"));
            browser.driver().get(home + "/prices?utm_campaign=second");
            browser.driver()
                    .findElement(By.id("rapport-chat-widget"))
                    .getShadowRoot()
                    .findElement(By.cssSelector(".launcher"))
                    .click();

            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(jdbc.sql("select source || ' ' || utm from client")
                                    .query(String.class)
                                    .single())
                            .startsWith("vk_summer ")
                            .contains("Summer", "vk")
                            .doesNotContain("gclid", "second"));
        } finally {
            site.stop(0);
        }
    }

    private static byte[] people() {
        var csv = new StringBuilder("ФИО;Мобильный;Почта;Город;Чем интересуется\n");
        for (int n = 0; n < PEOPLE; n++) {
            String phone = n == 2
                    ? "+7 495 123-45-67"
                    : n == 1
                            ? "+7 916 000-00-00"
                            : "8 (916) %03d-%02d-%02d".formatted(n / 10_000, n / 100 % 100, n % 100);
            String email = n == 3 ? "аnna@example.com" : n < 8 ? "anna" + (n == 1 ? 0 : n) + "@example.com" : "";
            csv.append("Анна Смирнова %d;%s;%s;Омск;разговорный английский\n".formatted(n, phone, email));
        }
        return csv.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private void upload(String name, byte[] bytes) throws IOException {
        walk.go("/console/imports");
        walk.find("#file").sendKeys(Files.write(folder.resolve(name), bytes).toString());
        walk.press("#send");
    }

    private void choose(String list, String option) {
        walk.find(list).findElements(By.tagName("option")).stream()
                .filter(each -> each.getText().equals(option))
                .findFirst()
                .orElseThrow()
                .click();
    }

    private void script(String script) {
        ((org.openqa.selenium.JavascriptExecutor) browser.driver()).executeScript(script);
    }
}
