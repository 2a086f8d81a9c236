package io.rapport.scenario;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Telegram as the bot sees it: takes every message and remembers it. */
final class FakeBotApi {

    static final String TOKEN = "700000001:AAFakeTokenOfTheScenarioTests000000";
    static final String SECRET = "secret-of-the-scenario-tests";

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().maxRequestJournalEntries(100_000));

    FakeBotApi() {
        this(Duration.ZERO);
    }

    /** @param thinking how long it takes before it answers: the message has arrived by then */
    FakeBotApi(Duration thinking) {
        server.start();
        server.stubFor(post(urlMatching("/bot.*"))
                .willReturn(okJson("{\"ok\":true,\"result\":{\"message_id\":1}}")
                        .withFixedDelay((int) thinking.toMillis())));
    }

    String url() {
        return server.baseUrl();
    }

    /** What was sent to a chat, oldest first: messages and documents. */
    List<JsonNode> sentTo(long chat) {
        return sent().filter(body -> body.path("chat_id").asString().equals(Long.toString(chat)))
                .toList();
    }

    /** How many messages each chat has got. */
    Map<String, Long> sentByChat() {
        return sent().collect(Collectors.groupingBy(body -> body.path("chat_id").asString(), Collectors.counting()));
    }

    void stop() {
        server.stop();
    }

    private Stream<JsonNode> sent() {
        return server
                .findAll(RequestPatternBuilder.newRequestPattern(
                        com.github.tomakehurst.wiremock.http.RequestMethod.POST,
                        urlPathMatching("/bot" + TOKEN + "/send(Message|Document)")))
                .stream()
                .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
                .map(request -> JsonMapper.shared().readTree(request.getBodyAsString()));
    }
}
