package io.rapport.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Clients;
import io.rapport.testing.Http;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever the world sends, nobody outside ever sees that something broke here. */
class BadInputTest extends ScenarioTest {

    private static final int LIMIT = 1024 * 1024;

    @Autowired
    private Clients clients;

    @Autowired
    private Clock clock;

    /** A door of the house, and what it takes when all is well; {@code §} stands where nonsense goes. */
    record Door(String method, String path, String body) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Door> doors() {
        return List.of(
                new Door("POST", "/webhooks/telegram", """
                        {"update_id":§,"message":{"message_id":§,"text":§,"chat":{"id":§,"type":"private"},"from":{"id":§,"first_name":§}}}"""),
                new Door("POST", "/api/v1/chat/messages", """
                        {"session":§,"text":§,"id":§,"button":§,"source":§,"language":§}"""),
                new Door("POST", "/api/v1/chat/messages", """
                        {"session":"bad-input","text":"/start","utm":{"utm_source":§,"other":§},"source":§}"""),
                new Door("POST", "/api/v1/campaigns", """
                        {"code":§,"name":§,"medium":§,"contentId":§,"utm":{"utm_source":§},"archived":§}"""),
                new Door("POST", "/api/v1/campaigns", """
                        {"name":§,"medium":§,"utm":{"utm_source":§}}"""),
                new Door("POST", "/api/v1/clients/imports/7/start", """
                        {"mapping":[§],"source":§}"""),
                new Door("POST", "/api/v1/chat/messages", """
                        {"session":"bad-input","text":§,"button":§,"source":§,"language":§}"""),
                new Door("POST", "/api/v1/signals/preview", """
                        {"text":§}"""),
                new Door("POST", "/api/v1/content/match", """
                        {"clientId":§,"stage":§,"level":§,"interests":§,"seen":[§],"tags":[§],"limit":§}"""),
                new Door("POST", "/api/v1/content/match", """
                        {"stage":"NEW","seen":[§],"limit":5}"""),
                new Door("POST", "/api/v1/decisions/preview", """
                        {"clientId":§,"at":§,"trigger":§,"facts":{"stage":§,"messages":§},"text":§}"""),
                new Door("POST", "/api/v1/decisions/preview", """
                        {"trigger":"MESSAGE","facts":{"stage":"NEW","signals":[§]},"text":§}"""),
                new Door("POST", "/api/v1/content", """
                        {"id":§,"type":§,"title":§,"url":§,"body":§,"tags":[§],"validFrom":§,"active":§,"format":§}"""),
                new Door("POST", "/api/v1/content", """
                        {"id":"bad-input","type":"GUIDE","title":§,"url":"https://bereg.example/x","body":§,"tags":[],"format":"PDF"}"""),
                new Door("PUT", "/api/v1/content/bad-input", """
                        {"type":"GUIDE","title":§,"url":§,"format":"PDF","language":§}"""),
                new Door("POST", "/api/v1/demo/clock", """
                        {"advance":§}"""),
                new Door("PUT", "/api/v1/clients/{client}/consents/ADVERTISING", """
                        {"given":§,"textVersion":§,"source":§,"channel":§}"""),
                new Door("POST", "/api/v1/clients/{client}/owner", """
                        {"owner":§,"reason":§}"""),
                new Door("PUT", "/api/v1/clients/{client}/timezone", """
                        {"timezone":§}"""),
                new Door("POST", "/api/v1/events", """
                        {"events":[{"channel":§,"externalId":§,"type":§,"at":§,"attributes":§,"dedupeKey":§}]}"""),
                new Door("POST", "/api/v1/events", """
                        {"events":[{"clientId":§,"type":"NPS","attributes":{"value":§,"more":[§]}}]}"""),
                new Door("POST", "/api/v1/events", """
                        {"events":§}"""));
    }

    static Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        values.put("null", "null");
        values.put("a truth", "true");
        values.put("a number", "7");
        values.put("a negative number", "-1");
        values.put("a fraction", "0.5");
        values.put("too large for a double", "1e9999");
        values.put("too small for a double", "1e-9999");
        values.put("a monster of a power", "1e999999999");
        values.put("beyond 64 bits", "92233720368547758080");
        values.put("a thousand digits", "9".repeat(1000));
        values.put("five thousand digits", "9".repeat(5000));
        values.put("an empty text", "\"\"");
        values.put("blanks", "\" \\u00a0\\t \"");
        values.put("NUL", "\"a\\u0000b\"");
        values.put("a raw NUL", "\"a\0b\"");
        values.put("half a pair", "\"\\ud83d\"");
        values.put("the other half", "\"x\\ude00y\"");
        values.put("marks that turn text around", "\"\\u202e\\u2066abc\\ufeff\"");
        values.put("4,097 letters", "\"" + "ы".repeat(4097) + "\"");
        values.put("100,000 letters", "\"" + "ы".repeat(100_000) + "\"");
        values.put("4,096 marks on one letter", "\"а" + "\\u0301".repeat(4095) + "\"");
        values.put("a list", "[]");
        values.put("a nested list", "[[null,[{}]]]");
        values.put("an object", "{\"id\":{}}");
        values.put("a far away year", "\"+999999999-12-31T23:59:59Z\"");
        values.put("a date before Christ", "\"-4000-01-01T00:00:00Z\"");
        values.put("an endless duration", "\"PT2562047788015215H\"");
        values.put("code", "\"'; drop table client; -- ${7*7} #{7*7} {{7*7}} <script>alert(1)</script>\"");
        return values;
    }

    static Map<String, String> bodies() {
        var bodies = new LinkedHashMap<String, String>();
        bodies.put("nothing", "");
        bodies.put("blanks", "  \n ");
        bodies.put("null", "null");
        bodies.put("a list", "[]");
        bodies.put("a text", "\"x\"");
        bodies.put("a number", "1e9999");
        bodies.put("half an object", "{\"text\":\"x\"");
        bodies.put("two objects", "{}{}");
        bodies.put("no JSON", "text=x&session=y");
        bodies.put("10,000 lists", "[".repeat(10_000) + "]".repeat(10_000));
        bodies.put("10,000 objects", "{\"text\":".repeat(10_000) + "1" + "}".repeat(10_000));
        bodies.put("an unknown field 10,000 deep", "{\"zzz\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
        bodies.put("an empty object", "{}");
        bodies.put("unknown fields", "{\"zzz\":1,\"\":2,\"\\u0000\":3}");
        bodies.put("the same key twice", "{\"text\":\"a\",\"text\":\"b\",\"update_id\":1,\"update_id\":2}");
        bodies.put("a byte order mark", "\uFEFF{\"text\":\"x\"}");
        bodies.put("NaN", "{\"text\":NaN,\"update_id\":Infinity}");
        bodies.put("a comment", "{/* x */}");
        return bodies;
    }

    @ParameterizedTest
    @MethodSource("doors")
    void takesOrRefusesAnyValueInAnyField(Door door) {
        values().forEach((name, value) -> calm(door, name, utf8(door.body().replace("§", value))));
        int fields = door.body().split("§", -1).length - 1;
        for (int field = 0; field < fields; field++) {
            int odd = field;
            values().forEach((name, value) ->
                    calm(door, name + " in field " + odd + ", else fine", utf8(withOne(door.body(), odd, value))));
        }
    }

    private static String withOne(String body, int odd, String value) {
        String[] parts = body.split("§", -1);
        var text = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            text.append(i - 1 == odd ? value : "\"7\"").append(parts[i]);
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void refusesWhatIsNoProperBody(Door door) {
        bodies().forEach((name, body) -> calm(door, name, utf8(body)));
        calm(door, "bytes that are no UTF-8", new byte[] {
            '{', '"', 't', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'
        });
        calm(door, "UTF-16", "{\"text\":\"x\",\"update_id\":5}".getBytes(StandardCharsets.UTF_16));
        calm(door, "gzip that nobody announced", gzip(utf8("{\"text\":\"x\"}")));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void refusesOneByteTooManyHoweverItComes(Door door) {
        int limit = door.path().equals("/api/v1/events") ? 16 * LIMIT : LIMIT;
        byte[] large = utf8("{\"events\":[" + " ".repeat(limit - 12) + "]}");
        assertThat(large).hasSize(limit + 1);
        assertThat(send(door, BodyPublishers.ofByteArray(large), Map.of()).statusCode())
                .isEqualTo(413);
        assertThat(send(door, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)), Map.of())
                        .statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void staysCalmAboutOddHeaders(Door door) {
        byte[] body = utf8(door.body().replace("§", "\"7\""));
        for (String type : List.of(
                "text/plain",
                "application/xml",
                "application/json;charset=koi8-r",
                "x",
                "*/*",
                "a/b;q=",
                "multipart/form-data",
                "application/x-www-form-urlencoded",
                "application/json;charset=no-such")) {
            assertCalm(door, type, send(door, BodyPublishers.ofByteArray(body), Map.of("Content-Type", type)));
        }
        byte[] zipped = gzip(body);
        assertCalm(door, "gzip", send(door, BodyPublishers.ofByteArray(zipped), Map.of("Content-Encoding", "gzip")));
        assertCalm(
                door,
                "a language",
                send(door, BodyPublishers.ofByteArray(body), Map.of("Accept-Language", "*;q=x, zz-\"")));
        assertCalm(
                door,
                "nothing acceptable",
                send(door, BodyPublishers.ofByteArray(body), Map.of("Accept", "image/png")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/chat/messages?session=%00",
                "/api/v1/chat/messages?session=a&after=999999999999999999-999999999999999999",
                "/api/v1/chat/messages?session=a&after=-1",
                "/api/v1/chat/messages",
                "/api/v1/chat/why?session=a&message=%00",
                "/api/v1/chat/why?session=a&message=1-999999999999999999&language=%F0%9F",
                "/api/v1/clients?channel=%00&externalId=%00",
                "/api/v1/clients?limit=-1",
                "/api/v1/clients?limit=99999999999999",
                "/api/v1/clients?next=%00",
                "/api/v1/clients/99999999999999999999",
                "/api/v1/clients/x",
                "/api/v1/clients/-1",
                "/api/v1/clients/1/timeline?limit=x",
                "/api/v1/clients/1/timeline?after=zzz&cursor=%00",
                "/api/v1/clients/1/decisions?limit=0",
                "/api/v1/content?q=%00",
                "/api/v1/content?q=%25%5C_&tag=%00&type=%00&after=%00",
                "/api/v1/content/%00",
                "/api/v1/content/%2e%2e",
                "/api/v1/content?active=maybe",
                "/api/v1/products?limit=0",
                "/api/v1/knowledge?q=%ED%A0%80",
                "/api/v1/releases?x=%ff",
                "/l/%00",
                "/l/x",
                "/l/AAAAAAAAAAAA?x=%ff",
                "/chat?lang=%00&src=%ED%A0%80"
            })
    void staysCalmAboutOddAddresses(String path) {
        var answer = http().get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isLessThan(500);
    }

    @Test
    void answersAStrangerAtTheWebhookWith401AndNothingElse() {
        for (String secret : new String[] {null, "", "wrong", FakeBotApi.SECRET + "x", "\u00ff"}) {
            for (String body : List.of("{\"update_id\":1}", "", "{", "[".repeat(10_000))) {
                var request = http().request("/webhooks/telegram").header("Content-Type", "application/json");
                if (secret != null) {
                    request.header("X-Telegram-Bot-Api-Secret-Token", secret);
                }
                var answer = http().send(request.POST(BodyPublishers.ofString(body)));
                assertThat(answer.statusCode()).as(secret).isEqualTo(401);
                assertThat(answer.body()).isEmpty();
            }
        }
    }

    @Test
    void takesUpdatesOfAnyKindAndAnswersNothing() {
        for (String kind :
                List.of("poll", "chat_boost", "business_message", "message_reaction", "kind_of_2031", "message")) {
            for (String value : List.of(
                    "{}",
                    "null",
                    "[]",
                    "7",
                    "{\"chat\":{\"id\":null}}",
                    "{\"chat\":{\"id\":1e400,\"type\":\"private\"}}")) {
                String body = "{\"update_id\":%d,\"%s\":%s}".formatted(Person.nextUpdate(), kind, value);
                var answer = send(doors().get(0), BodyPublishers.ofString(body), Map.of());
                assertThat(answer.statusCode()).as(body).isEqualTo(200);
                assertThat(answer.body()).isEmpty();
            }
        }
    }

    private void calm(Door door, String what, byte[] body) {
        assertCalm(door, what, send(door, BodyPublishers.ofByteArray(body), Map.of()));
    }

    private static void assertCalm(Door door, String what, HttpResponse<String> answer) {
        // 429 is no answer to the question.
        assertThat(answer.statusCode())
                .as("%s, %s: %s", door, what, answer.body())
                .isLessThan(500)
                .isNotEqualTo(429);
    }

    private HttpResponse<String> send(Door door, BodyPublisher body, Map<String, String> headers) {
        Http http = http();
        var request = http.request(door.path().replace("{client}", Long.toString(somebody())));
        request.setHeader("Content-Type", "application/json");
        request.setHeader("X-Telegram-Bot-Api-Secret-Token", FakeBotApi.SECRET);
        headers.forEach(request::setHeader);
        return http.send(request.method(door.method(), body));
    }

    private long somebody() {
        return clients.findOrCreate("telegram", "bad-input", null, "ru", null, clock.instant())
                .id();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] body) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
