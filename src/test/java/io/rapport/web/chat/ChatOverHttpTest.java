package io.rapport.web.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.client.Clients;
import io.rapport.outbox.Message;
import io.rapport.outbox.Touch;
import io.rapport.outbox.Touches;
import io.rapport.testing.RapportTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RapportTest
class ChatOverHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    Clients clients;

    @Autowired
    Touches touches;

    @Autowired
    Clock clock;

    @Test
    void bringsAnAnswerToThePageWithinASecond() throws Exception {
        assertThat(send("POST", "/api/v1/chat/messages", "{\"session\":\"http-1\",\"text\":\"Привет\"}")
                        .statusCode())
                .isEqualTo(202);
        var now = clock.instant();
        long client =
                clients.findOrCreate("webchat", "http-1", null, "ru", null, now).id();
        touches.plan(
                new Touch.Plan(
                        client,
                        "answer",
                        Touch.Kind.REPLY,
                        "webchat",
                        "http-1",
                        null,
                        "{}",
                        Message.of("Здравствуйте!"),
                        null,
                        now),
                now);
        await().atMost(Duration.ofSeconds(3))
                .until(() -> send("GET", "/api/v1/chat/messages?session=http-1&after=", "")
                        .body()
                        .contains("Здравствуйте!"));
    }

    @Test
    void letsNoWebhookInWithoutASecret() throws Exception {
        assertThat(send("POST", "/webhooks/telegram", "{\"update_id\":1}").statusCode())
                .isEqualTo(401);
    }

    @Test
    void namesTheFieldThatIsWrong() throws Exception {
        var answer = send("POST", "/api/v1/chat/messages", "{\"session\":\"a b\",\"text\":\"x\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"field\":\"session\"");
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
