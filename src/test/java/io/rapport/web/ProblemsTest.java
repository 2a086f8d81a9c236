package io.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RapportTest
@Import(ProblemsTest.Echo.class)
class ProblemsTest {

    private static final int MEBIBYTE = 1 << 20;

    @LocalServerPort
    int port;

    Http http;

    @RestController
    static class Echo {

        record Said(@NotBlank String text) {}

        @PostMapping("/webhooks/echo")
        int raw(@RequestBody(required = false) byte[] body) {
            return body == null ? 0 : body.length;
        }

        @PostMapping("/api/v1/chat/echo")
        Said json(@Valid @RequestBody Said said) {
            return said;
        }

        @GetMapping("/api/v1/chat/echo/{number}")
        int number(@PathVariable int number) {
            return 100 / number;
        }

        @PostMapping(path = "/api/v1/import", consumes = "text/csv")
        int list(@RequestBody byte[] csv) {
            return csv.length;
        }
    }

    @BeforeEach
    void connect() {
        http = Http.on(port);
    }

    @Test
    void takesABodyUpToTheLimit() {
        assertThat(raw(MEBIBYTE)).returns(200, HttpResponse::statusCode).returns("" + MEBIBYTE, HttpResponse::body);
    }

    @Test
    void refusesALargerBodyThatSaysSo() {
        assertProblem(raw(MEBIBYTE + 1), 413);
    }

    @Test
    void refusesALargerBodyThatComesInPieces() {
        assertProblem(http.send(http.request("/webhooks/echo").POST(pieces(MEBIBYTE + 1))), 413);
        assertProblem(
                http.send(http.request("/api/v1/chat/echo")
                        .header("Content-Type", "application/json")
                        .POST(pieces(3 * MEBIBYTE))),
                413);
    }

    @Test
    void takesALargerDocument() {
        var list = http.send(http.request("/api/v1/import")
                .header("Content-Type", "text/csv; charset=utf-8")
                .POST(pieces(3 * MEBIBYTE)));
        assertThat(list.body()).isEqualTo("" + 3 * MEBIBYTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":", "{\"text\":\"a\"", "nonsense", "{\"text\": 1e", "\u0000", "{'text':'a'}"})
    void saysWhereJsonStopsMakingSense(String body) {
        var answer = http.post("/api/v1/chat/echo", body);
        assertProblem(answer, 400);
        assertThat(answer.body()).contains("at line 1, column ").doesNotContain("io.rapport", "tools.jackson");
    }

    @Test
    void refusesJsonThatIsNestedTooDeep() {
        var answer =
                http.post("/api/v1/chat/echo", "{\"other\":" + "[".repeat(64) + "]".repeat(64) + ",\"text\":\"a\"}");
        assertProblem(answer, 400);
        assertThat(answer.body()).contains("depth", "64").doesNotContain("StreamReadConstraints");
        assertProblem(http.post("/api/v1/chat/echo", "[".repeat(100_000)), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"text\":\" \"}", "{\"text\":{\"a\":1}}", "{\"text\":null}"})
    void namesTheFieldThatIsWrong(String body) {
        var answer = http.post("/api/v1/chat/echo", body);
        assertProblem(answer, 400);
        assertThat(answer.body()).contains("\"field\":\"text\"");
    }

    @Test
    void namesThePartOfThePathThatIsWrong() {
        var answer = http.get("/api/v1/chat/echo/seven");
        assertProblem(answer, 400);
        assertThat(answer.body()).contains("\"field\":\"number\"");
    }

    @Test
    void keepsItsOwnMistakesToItself() {
        var answer = http.get("/api/v1/chat/echo/0");
        assertProblem(answer, 500);
        assertThat(answer.body()).doesNotContain("by zero", "Arithmetic");
    }

    @Test
    void knowsWhatItDoesNotKnow() {
        assertProblem(http.get("/api/v1/nowhere"), 404);
        assertProblem(http.get("/webhooks/nowhere"), 404);
        assertProblem(http.get("/nowhere/at/all"), 404);
        assertProblem(http.send(http.request("/api/v1/chat/echo").DELETE()), 405);
        assertProblem(
                http.send(http.request("/api/v1/chat/echo")
                        .header("Content-Type", "application/xml")
                        .POST(BodyPublishers.ofString("<a/>"))),
                415);
    }

    @Test
    void hangsUpOnASenderThatStopsInTheMiddle() throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write("POST /webhooks/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408");
        }
    }

    private HttpResponse<String> raw(int size) {
        return http.send(http.request("/webhooks/echo").POST(BodyPublishers.ofByteArray(new byte[size])));
    }

    private static java.net.http.HttpRequest.BodyPublisher pieces(int size) {
        return BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(" ".repeat(size).getBytes(StandardCharsets.US_ASCII)));
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).contains("\"status\":" + status, "\"title\":", "\"detail\":");
    }
}
