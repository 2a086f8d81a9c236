package io.rapport.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.rapport.testing.Browser;
import io.rapport.testing.RapportProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A newcomer with a browser, in the demo. */
class WebChatBrowserTest {

    @TempDir
    static Path data;

    private static RapportProcess rapport;
    private Browser browser;

    @BeforeAll
    static void openTheSchool() {
        rapport = RapportProcess.start(data, Map.of());
    }

    @AfterAll
    static void closeTheSchool() throws InterruptedException {
        rapport.close();
    }

    @AfterEach
    void closeTheBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void showsANewcomerAWholeConversationAndTheRowsBehindIt() {
        visit("ru", "/chat");
        sees("#messages", "«Берег»");
        sees("#quick-replies", "Для работы");
        assertThat(texts(".message.client"))
                .as("the greeting was asked for unseen")
                .isEmpty();
        look("chat-greeting");

        press("#quick-replies button");
        sees(".message.client", "Для работы");
        await().untilAsserted(() -> assertThat(all(".message.bot")).hasSize(2));
        assertThat(texts("#quick-replies button")).doesNotHaveDuplicates();

        write("сколько стоит?");
        sees(".message.bot:last-child", "₽");
        look("chat-price");

        press(".message.bot:last-child .why");
        sees("#why-body", "спросил цену", "сколько стоит", "S-060", "+20", "scoring.xlsx › Правила!A");
        assertThat(text("#why-body")).doesNotContain("ASKED_PRICE", "ENGAGED", "undefined", "null");
        look("chat-why");
        press("#why-close");

        press("#language");
        sees("#restart", "Start over");
        press(".message.bot:last-child .why");
        sees("#why-body", "asked price", "Table rows that fired");
        look("chat-why-en");
        press("#why-close");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void movesTheClockADayOnAndBeginsAnew() {
        visit("ru", "/chat");
        sees("#messages", "«Берег»");
        String before = attribute("#demo-now", "datetime").substring(0, 10);

        press("#advance-day");
        await().untilAsserted(
                        () -> assertThat(attribute("#demo-now", "datetime").substring(0, 10))
                                .isEqualTo(LocalDate.parse(before).plusDays(1).toString()));
        write("привет");
        await().untilAsserted(() -> assertThat(all("#messages .day")).hasSize(2));
        await().untilAsserted(() -> assertThat(all(".message.bot")).hasSize(2));
        look("chat-next-day");

        press("#restart");
        await().untilAsserted(() -> assertThat(all(".message.bot")).hasSize(1));
        assertThat(all(".message.client")).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void greetsWhoeverSpeaksEnglishInEnglish() {
        visit("en", "/chat");
        sees("#quick-replies", "For work");
        write("how much is it?");
        sees(".message.bot:last-child", "₽7,900");
        look("chat-en");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void keepsTheConversationOverAReload() {
        visit("ru", "/chat");
        sees("#messages", "«Берег»");
        write("есть пробный урок?");
        await().untilAsserted(() -> assertThat(all(".message.bot")).hasSize(2));
        List<String> said = texts(".message .text");

        browser.driver().navigate().refresh();
        await().untilAsserted(() -> assertThat(texts(".message .text")).isEqualTo(said));
    }

    @Test
    void worksInAFrameOnSomebodyElsesSite() throws IOException {
        HttpServer site = siteWithOurButton();
        try {
            browser = Browser.open("ru");
            browser.wide();
            browser.driver().get("http://127.0.0.1:" + site.getAddress().getPort() + "/");
            WebElement widget = find("#rapport-chat-widget");
            await().untilAsserted(() -> widget.getShadowRoot()
                    .findElement(By.cssSelector(".launcher"))
                    .click());
            lookAtTheWide("chat-embedded-opening");
            browser.driver().switchTo().frame(widget.getShadowRoot().findElement(By.cssSelector("iframe")));
            sees("#messages", "«Берег»");
            write("сколько стоит?");
            sees(".message.bot:last-child", "₽");
            browser.driver().switchTo().defaultContent();
            lookAtTheWide("chat-embedded");

            browser.driver().switchTo().frame(widget.getShadowRoot().findElement(By.cssSelector("iframe")));
            press("#close");
            browser.driver().switchTo().defaultContent();
            assertThat(widget.getShadowRoot()
                            .findElement(By.cssSelector(".panel"))
                            .isDisplayed())
                    .isFalse();
            assertThat(browser.complaints())
                    .filteredOn(line -> !line.contains("favicon"))
                    .isEmpty();
        } finally {
            site.stop(0);
        }
    }

    /** Served under another name than ours, so that to the browser it is another site. */
    private static HttpServer siteWithOurButton() throws IOException {
        byte[] page = """
                <!doctype html><html lang="ru"><meta charset="utf-8"><title>Сайт школы</title>
                <h1>Сайт школы</h1><p>Текст страницы.</p>
                <script src="%s/chat/embed.js" data-source="site" data-color="#0f6b66" defer></script></html>
                """.formatted(rapport.address()).getBytes(StandardCharsets.UTF_8);
        var site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", call -> {
            call.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            call.sendResponseHeaders(200, page.length);
            call.getResponseBody().write(page);
            call.close();
        });
        site.start();
        return site;
    }

    private void visit(String language, String path) {
        browser = Browser.open(language);
        browser.wide();
        browser.driver().get(rapport.address() + path);
    }

    private void write(String text) {
        find("#text").sendKeys(text, Keys.ENTER);
    }

    private void press(String selector) {
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .untilAsserted(() -> find(selector).click());
    }

    private WebElement find(String selector) {
        return browser.driver().findElement(By.cssSelector(selector));
    }

    private List<WebElement> all(String selector) {
        browser.driver().manage().timeouts().implicitlyWait(Duration.ZERO);
        try {
            return browser.driver().findElements(By.cssSelector(selector));
        } finally {
            browser.driver().manage().timeouts().implicitlyWait(Duration.ofSeconds(5));
        }
    }

    private List<String> texts(String selector) {
        return all(selector).stream().map(WebElement::getText).toList();
    }

    private String text(String selector) {
        return find(selector).getText();
    }

    private String attribute(String selector, String name) {
        return String.valueOf(find(selector).getDomAttribute(name));
    }

    private void sees(String selector, String... texts) {
        await().atMost(Duration.ofSeconds(15))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(text(selector)).contains(texts));
    }

    private void look(String name) {
        for (boolean dark : new boolean[] {true, false}) {
            browser.dark(dark);
            browser.phone();
            browser.screenshot(name + (dark ? "-phone-dark" : "-phone"));
            assertThat(browser.scrollsSideways()).as(name + " on a phone").isFalse();
            lookAtTheWide(name + (dark ? "-dark" : ""));
        }
    }

    private void lookAtTheWide(String name) {
        browser.wide();
        browser.screenshot(name + "-wide");
    }
}
