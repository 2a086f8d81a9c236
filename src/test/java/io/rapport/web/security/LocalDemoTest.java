package io.rapport.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;

class LocalDemoTest {

    private final LocalDemo demo = new LocalDemo(new MockEnvironment());

    @Test
    void knowsTheChatPageOnThisMachine() {
        assertThat(demo.isCalling(call())).isTrue();

        var fromThePage = call();
        fromThePage.addHeader("Sec-Fetch-Site", "same-origin");
        fromThePage.addHeader("Origin", "http://localhost:8080");
        assertThat(demo.isCalling(fromThePage)).isTrue();
    }

    @Test
    void isOverOnceThereIsARealDatabase() {
        var environment = new MockEnvironment().withProperty("spring.datasource.url", "jdbc:postgresql://db/x");
        assertThat(new LocalDemo(environment).isCalling(call())).isFalse();
    }

    @Test
    void isOverOnceItWasSwitchedOff() {
        var environment = new MockEnvironment().withProperty("rapport.demo", "false");
        assertThat(new LocalDemo(environment).isCalling(call())).isFalse();
    }

    @Test
    void isNotForOtherMachines() {
        var call = call();
        call.setRemoteAddr("192.168.1.7");
        assertThat(demo.isCalling(call)).isFalse();
    }

    @Test
    void isNotForThoseBehindAProxyOfThisMachine() {
        for (String sign : new String[] {"Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"}) {
            var call = call();
            call.addHeader(sign, "203.0.113.9");
            assertThat(demo.isCalling(call)).as(sign).isFalse();
        }
    }

    @Test
    void isNotForPagesOfForeignSites() {
        var crossSite = call();
        crossSite.addHeader("Sec-Fetch-Site", "cross-site");
        assertThat(demo.isCalling(crossSite)).isFalse();

        var foreignOrigin = call();
        foreignOrigin.addHeader("Origin", "https://evil.example");
        assertThat(demo.isCalling(foreignOrigin)).isFalse();

        var foreignNameForThisMachine = call();
        foreignNameForThisMachine.removeHeader("Host");
        foreignNameForThisMachine.addHeader("Host", "evil.example:8080");
        assertThat(demo.isCalling(foreignNameForThisMachine)).isFalse();

        var form = call();
        form.setContentType("text/plain");
        assertThat(demo.isCalling(form)).isFalse();
    }

    private static MockHttpServletRequest call() {
        var request = new MockHttpServletRequest("POST", "/api/v1/demo/clock");
        request.setRemoteAddr("127.0.0.1");
        request.addHeader("Host", "localhost:8080");
        request.setContentType("application/json;charset=UTF-8");
        return request;
    }
}
