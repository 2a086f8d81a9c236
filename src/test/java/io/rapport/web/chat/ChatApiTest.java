package io.rapport.web.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.standaloneSetup;

import io.rapport.channel.Inbox;
import io.rapport.testing.HandClock;
import io.rapport.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChatApiTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String URL = "/api/v1/chat/messages";

    private final HandClock clock = HandClock.at(NOON);
    private final ChatTranscript transcript = new ChatTranscript(DATABASE.jdbc());
    private final MockMvc chat = chat(new ChatLimits(1_000_000, 1_000_000, 1_000_000));

    @RestControllerAdvice
    static class Advice extends ResponseEntityExceptionHandler {}

    @BeforeEach
    void empty() {
        DATABASE.jdbc().sql("truncate inbound, client restart identity cascade").update();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void storesAMessageOnceAndGivesTheSameReceiptForARepetition() throws Exception {
        var first = write(Map.of("session", "s-1", "text", " Привет ", "id", "m-1", "language", "ru", "mood", "good"));
        clock.set(NOON.plusSeconds(5));
        var second = write(Map.of("session", "s-1", "text", "Привет", "id", "m-1"));
        assertThat(first.getStatus()).isEqualTo(202);
        assertThat(json(second)).isEqualTo(json(first));
        assertThat(json(first).path("at").asString()).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(DATABASE.jdbc()
                        .sql("select lane || ' ' || kind from inbound")
                        .query(String.class)
                        .list())
                .containsExactly("s-1 MESSAGE");
    }

    @Test
    void keepsSessionsApartThoughTheyUseTheSameIds() throws Exception {
        write(Map.of("session", "s-1", "text", "мой", "id", "m-1"));
        write(Map.of("session", "s-2", "text", "твой", "id", "m-1"));
        assertThat(texts(read("s-1", ""))).containsExactly("мой");
        assertThat(texts(read("s-2", ""))).containsExactly("твой");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            session, '{"text":"x"}'
            session, '{"session":"","text":"x"}'
            session, '{"session":"a b","text":"x"}'
            session, '{"session":"ы","text":"x"}'
            text,    '{"session":"s"}'
            text,    '{"session":"s","text":"  \\n "}'
            id,      '{"session":"s","text":"x","id":"a b"}'
            """)
    void namesTheFieldThatIsWrong(String field, String body) throws Exception {
        var answer = post(body);
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(json(answer).path("errors").path(0).path("field").asString()).isEqualTo(field);
        assertThat(count()).isZero();
    }

    @Test
    void limitsTheLengthOfEachField() throws Exception {
        assertThat(write(Map.of("session", "s".repeat(64), "text", "x".repeat(4096)))
                        .getStatus())
                .isEqualTo(202);
        assertThat(field(write(Map.of("session", "s".repeat(65), "text", "x")))).isEqualTo("session");
        assertThat(field(write(Map.of("session", "s", "text", "x".repeat(4097)))))
                .isEqualTo("text");
        assertThat(field(write(Map.of("session", "s", "text", "x", "id", "i".repeat(65)))))
                .isEqualTo("id");
        assertThat(field(write(Map.of("session", "s", "text", "x", "source", "i".repeat(129)))))
                .isEqualTo("source");
    }

    @Test
    void survivesWhatIsNoCharacter() throws Exception {
        assertThat(post("{\"session\":\"s\",\"text\":\"a\\u0000b\\ud800c\"}").getStatus())
                .isEqualTo(202);
        assertThat(texts(read("s", ""))).containsExactly("a\uFFFDb\uFFFDc");
        assertThat(post("{").getStatus()).isEqualTo(400);
        assertThat(post("[]").getStatus()).isEqualTo(400);
        assertThat(post("{\"session\":{},\"text\":[]}").getStatus()).isEqualTo(400);
    }

    @Test
    void showsBothSidesInOrder() throws Exception {
        long client = client("s-1");
        write(Map.of("session", "s-1", "text", "/start"));
        sent(client, "s-1", NOON.plusSeconds(1), "REPLY", """
                {"text":"Здравствуйте!","buttons":[{"label":"Цены","data":"price"},{"label":"Номер","data":"share-contact"}],
                 "attachment":{"title":"Гид","url":"https://bereg.example/g"}}
                """);
        clock.set(NOON.plusSeconds(2));
        write(Map.of("session", "s-1", "text", "Цены", "button", "price"));
        sent(
                client,
                "s-1",
                NOON.plusSeconds(3),
                "OPERATOR",
                "{\"text\":\"Я Ольга\",\"buttons\":[],\"attachment\":null}");
        var page = read("s-1", "");
        assertThat(page.path("items")
                        .valueStream()
                        .map(item -> item.path("from").asString() + " "
                                + item.path("text").asString()))
                .containsExactly("CLIENT /start", "BOT Здравствуйте!", "CLIENT Цены", "OPERATOR Я Ольга");
        var bot = page.path("items").path(1);
        assertThat(bot.path("buttons").toString()).isEqualTo("[{\"label\":\"Цены\",\"data\":\"price\"}]");
        assertThat(bot.path("attachment").path("url").asString()).isEqualTo("https://bereg.example/g");
        assertThat(bot.path("why").asBoolean()).isTrue();
        assertThat(page.path("items").path(3).path("why").asBoolean()).isFalse();
        assertThat(page.path("school").asString()).isEqualTo("Берег");
        assertThat(page.path("demo").asBoolean()).isTrue();
        assertThat(page.path("now").asString()).isEqualTo("2026-11-22T12:00:02Z");
        var position = ChatPosition.parse(bot.path("id").asString());
        assertThat(transcript.touch("s-1", position)).contains(1L);
        assertThat(transcript.touch("s-2", position)).isEmpty();
    }

    @Test
    void goesOnAfterWhatWasSeenAndSkipsNothingThatAppearsLater() throws Exception {
        long client = client("s-1");
        clock.set(NOON.plusSeconds(10));
        write(Map.of("session", "s-1", "text", "первое"));
        String seen = last(read("s-1", ""));
        // Sent before that message, but visible only now.
        sent(client, "s-1", NOON.plusSeconds(9), "REPLY", "{\"text\":\"ответ\"}");
        var next = read("s-1", seen);
        assertThat(texts(next)).containsExactly("ответ");
        assertThat(texts(read("s-1", last(next)))).isEmpty();
        write(Map.of("session", "s-1", "text", "второе"));
        assertThat(texts(read("s-1", last(next)))).containsExactly("второе");
        assertThat(texts(read("s-1", ""))).containsExactly("ответ", "первое", "второе");
    }

    @Test
    void hidesWhatHasNotBeenSentAndWhatIsOfOthers() throws Exception {
        long client = client("s-1");
        sent(client, "s-1", NOON, "REPLY", "{\"text\":\"мне\"}");
        sent(client("s-2"), "s-2", NOON, "REPLY", "{\"text\":\"не мне\"}");
        DATABASE.jdbc()
                .sql("update touch set state = 'UNKNOWN' where recipient = 's-1'")
                .update();
        assertThat(texts(read("s-1", ""))).isEmpty();
    }

    @Test
    void isTypingWhileAnAnswerIsOnItsWay() throws Exception {
        assertThat(read("s-1", "").path("typing").asBoolean()).isFalse();
        write(Map.of("session", "s-1", "text", "Привет"));
        assertThat(read("s-1", "").path("typing").asBoolean()).isTrue();
        DATABASE.jdbc().sql("update inbound set state = 'DONE'").update();
        assertThat(read("s-1", "").path("typing").asBoolean()).isFalse();
        sent(client("s-1"), "s-1", NOON, "REPLY", "{\"text\":\"x\"}");
        for (String state : List.of("PLANNED", "READY", "SENDING", "RETRY")) {
            DATABASE.jdbc()
                    .sql("update touch set state = :state")
                    .param("state", state)
                    .update();
            assertThat(read("s-1", "").path("typing").asBoolean()).as(state).isTrue();
        }
        DATABASE.jdbc()
                .sql("update touch set state = 'PLANNED', ready_at = '2026-12-24Z'")
                .update();
        assertThat(read("s-1", "").path("typing").asBoolean()).isFalse();
    }

    @Test
    void turnsPagesOfALongConversationWithoutLosingAnything() throws Exception {
        long client = client("s-1");
        for (int i = 0; i < 130; i++) {
            clock.set(NOON.plusSeconds(2 * i));
            write(Map.of("session", "s-1", "text", "c" + i));
            sent(client, "s-1", NOON.plusSeconds(2 * i + 1), "REPLY", "{\"text\":\"b%d\"}".formatted(i));
        }
        List<String> all = new ArrayList<>();
        String after = "";
        for (var page = read("s-1", after); !page.path("items").isEmpty(); page = read("s-1", after)) {
            all.addAll(texts(page));
            after = last(page);
        }
        assertThat(all)
                .hasSize(260)
                .startsWith("c0", "b0", "c1")
                .endsWith("c129", "b129")
                .doesNotHaveDuplicates();
    }

    @Test
    void losesNothingWhileManyWriteInOneSessionAndOneReads() throws Exception {
        // The common pool may have one thread only, and the reader keeps it.
        var threads = Executors.newCachedThreadPool();
        var over = new AtomicBoolean();
        List<String> seen = new ArrayList<>();
        var reader = CompletableFuture.runAsync(
                () -> {
                    String after = "";
                    try {
                        for (boolean last = false; !last; ) {
                            last = over.get();
                            var page = read("s-1", after);
                            seen.addAll(texts(page));
                            after = page.path("items").isEmpty() ? after : last(page);
                        }
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                threads);
        var writers = new CompletableFuture<?>[6];
        for (int w = 0; w < writers.length; w++) {
            String name = "w" + w + "-";
            writers[w] = CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < 30; i++) {
                            try {
                                write(Map.of("session", "s-1", "text", name + i));
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        }
                    },
                    threads);
        }
        CompletableFuture.allOf(writers).get(30, TimeUnit.SECONDS);
        over.set(true);
        reader.get(10, TimeUnit.SECONDS);
        threads.shutdown();
        assertThat(seen).hasSize(180).doesNotHaveDuplicates();
    }

    @Test
    void refusesAPositionItNeverGave() throws Exception {
        assertThat(field(answer("s-1", "abc"))).isEqualTo("after");
        assertThat(field(answer("a b", ""))).isEqualTo("session");
    }

    @Test
    void asksWhoeverIsTooFastForAMoment() throws Exception {
        var strict = chat(new ChatLimits(1, 2, 100));
        for (int i = 0; i < 2; i++) {
            assertThat(post(strict, "{\"session\":\"s\",\"text\":\"x\"}").getStatus())
                    .isEqualTo(202);
        }
        var refused = post(strict, "{\"session\":\"s\",\"text\":\"x\"}");
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isNotNull();
        assertThat(post(strict, "{\"session\":\"other\",\"text\":\"x\"}").getStatus())
                .isEqualTo(202);
    }

    private MockMvc chat(ChatLimits limits) {
        var inbox = new Inbox(DATABASE.jdbc(), DATABASE.transaction(), Duration.ZERO);
        return standaloneSetup(new ChatApi(
                        inbox, transcript, limits, new ChatSetting("Берег", true), DATABASE.transaction(), clock))
                .setControllerAdvice(new Advice())
                .build();
    }

    private static long client(String session) {
        return DATABASE.jdbc()
                .sql("""
                with new as (insert into client (created_at) values (now()) returning id)
                insert into identity (client_id, channel, external_id, created_at)
                select id, 'webchat', :session, now() from new returning client_id
                """)
                .param("session", session)
                .query(Long.class)
                .single();
    }

    private static void sent(long client, String session, Instant at, String kind, String message) {
        DATABASE.jdbc()
                .sql("""
                insert into touch (client_id, touch_key, kind, channel, recipient, state, brief, message, planned_at, ready_at, sent_at)
                values (:client, :key, :kind, 'webchat', :session, 'SENT', '{}', :message::jsonb, :at, :at, :at)
                """)
                .param("client", client)
                .param("key", kind + at)
                .param("kind", kind)
                .param("session", session)
                .param("message", message)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
    }

    private MockHttpServletResponse write(Map<String, String> message) throws Exception {
        return post(JsonMapper.shared().writeValueAsString(message));
    }

    private MockHttpServletResponse post(String body) throws Exception {
        return post(chat, body);
    }

    private static MockHttpServletResponse post(MockMvc chat, String body) throws Exception {
        return chat.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post(URL)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body.getBytes(StandardCharsets.UTF_8)))
                .andReturn()
                .getResponse();
    }

    private JsonNode read(String session, String after) throws Exception {
        var answer = answer(session, after);
        assertThat(answer.getStatus()).isEqualTo(200);
        return json(answer);
    }

    private MockHttpServletResponse answer(String session, String after) throws Exception {
        return chat.perform(get(URL).param("session", session).param("after", after))
                .andReturn()
                .getResponse();
    }

    private static String field(MockHttpServletResponse answer) {
        assertThat(answer.getStatus()).isEqualTo(400);
        return json(answer).path("errors").path(0).path("field").asString();
    }

    private static JsonNode json(MockHttpServletResponse answer) {
        return JsonMapper.shared().readTree(answer.getContentAsByteArray());
    }

    private static List<String> texts(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("text").asString())
                .toList();
    }

    private static String last(JsonNode page) {
        var items = page.path("items");
        return items.path(items.size() - 1).path("id").asString();
    }

    private static long count() {
        return DATABASE.jdbc()
                .sql("select count(*) from inbound")
                .query(Long.class)
                .single();
    }
}
