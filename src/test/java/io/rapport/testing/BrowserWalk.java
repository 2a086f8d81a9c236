package io.rapport.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebElement;

/** Somebody who walks through the pages of one house: goes, types, presses, sees. */
public record BrowserWalk(Browser browser, int port) {

    public void go(String path) {
        browser.driver().get("http://localhost:" + port + path);
    }

    public WebElement find(String selector) {
        return browser.driver().findElement(By.cssSelector(selector));
    }

    /** @param id of the field */
    public void type(String id, String text) {
        WebElement field = browser.driver().findElement(By.id(id));
        field.clear();
        field.sendKeys(text);
    }

    public void press(String selector) {
        WebElement button = find(selector);
        ((JavascriptExecutor) browser.driver()).executeScript("arguments[0].scrollIntoView({block: 'center'})", button);
        button.click();
    }

    /** Waits, because a click returns before the page it leads to is there. Spaces are all alike. */
    public void sees(String selector, String... texts) {
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                find(selector).getText().replace('\u00a0', ' ').replace('\u202f', ' '))
                        .contains(texts));
    }

    /** Two pictures for people, and one thing a machine can see: nothing sticks out on a phone. */
    public void look(String name) {
        browser.dark(true);
        browser.phone();
        browser.wholePage(name + "-phone-dark");
        assertThat(browser.scrollsSideways()).as(name + " on a phone").isFalse();
        browser.dark(false);
        browser.wide();
        browser.wholePage(name + "-wide");
    }
}
