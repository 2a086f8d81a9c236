package io.rapport.web.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.standaloneSetup;

import io.rapport.channel.Inbox;
import io.rapport.channel.station.RightOfWay;
import io.rapport.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

class TelegramWebhookTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final String UPDATE = """
            {"update_id":870000001,"message":{"message_id":11,"from":{"id":700001,"is_bot":false,"first_name":"Анна"},
            "chat":{"id":700001,"type":"private"},"date":1795334400,"text":"Сколько стоит?"}}
            """;

    private final MockMvc webhook = webhook("right", "former");

    @BeforeEach
    void empty() {
        DATABASE.jdbc().sql("truncate inbound").update();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void storesAnUpdateAsItCame() throws Exception {
        assertThat(deliver("right", UPDATE).getStatus()).isEqualTo(200);
        var row = DATABASE.jdbc().sql("select * from inbound").query().singleRow();
        assertThat(row.get("channel")).isEqualTo("telegram");
        assertThat(row.get("external_id")).isEqualTo("870000001");
        assertThat(row.get("lane")).isEqualTo("700001");
        assertThat(row.get("position")).isEqualTo(870000001L);
        assertThat(row.get("kind")).isEqualTo("MESSAGE");
        assertThat((byte[]) row.get("raw")).isEqualTo(UPDATE.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void answersARepeatedUpdateAsTheFirst() throws Exception {
        deliver("right", UPDATE);
        assertThat(deliver("right", UPDATE).getStatus()).isEqualTo(200);
        assertThat(rows()).isOne();
    }

    @Test
    void letsInWhoeverKnowsTheSecretOrTheFormerOne() throws Exception {
        assertThat(deliver("former", UPDATE).getStatus()).isEqualTo(200);
        for (String wrong : new String[] {null, "", "wrong", "righ", "rightt", "RIGHT"}) {
            var answer = deliver(wrong, UPDATE.replace("870000001", "870000002"));
            assertThat(answer.getStatus()).as(String.valueOf(wrong)).isEqualTo(401);
            assertThat(answer.getContentAsString()).isEmpty();
        }
        assertThat(rows()).isOne();
    }

    @Test
    void letsNobodyInWithoutASecretOfItsOwn() throws Exception {
        for (String secret : new String[] {null, "", " "}) {
            assertThat(deliver(webhook("", " "), secret, UPDATE.getBytes(StandardCharsets.UTF_8))
                            .getStatus())
                    .isEqualTo(401);
        }
    }

    @Test
    void looksAtTheSecretBeforeTheBody() throws Exception {
        assertThat(deliver("wrong", "{").getStatus()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"update_id\":\"1\"}", "{\"update_id\":1e9999}", "\0"})
    void refusesWhatIsNoUpdate(String body) throws Exception {
        assertThat(deliver("right", body).getStatus()).isEqualTo(400);
        assertThat(rows()).isZero();
    }

    @Test
    void refusesWhatIsNestedTooDeepOrTooLong() throws Exception {
        String deep = "{\"update_id\":1,\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        assertThat(deliver("right", deep).getStatus()).isEqualTo(400);
        String full = "{\"update_id\":1,\"x\":\"%s\"}";
        assertThat(deliver("right", full.formatted("x".repeat(1024 * 1024))).getStatus())
                .isEqualTo(413);
        assertThat(deliver(
                                "right",
                                full.formatted("x"
                                        .repeat(1024 * 1024 - full.formatted("").length())))
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void storesWhatItDoesNotKnow() throws Exception {
        assertThat(deliver("right", "{\"update_id\":-5,\"telepathy\":{}}").getStatus())
                .isEqualTo(200);
        assertThat(deliver("right", "{\"update_id\":9223372036854775807,\"message\":{\"text\":\"\\u0000\\ud800\"}}")
                        .getStatus())
                .isEqualTo(200);
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void neverFailsAndNeverSaysYesWithoutARow() throws Exception {
        var random = new Random(23);
        long yes = 0;
        for (int i = 0; i < 600; i++) {
            byte[] body =
                    UPDATE.replace("870000001", Integer.toString(1000 + i)).getBytes(StandardCharsets.UTF_8);
            for (int changes = random.nextInt(8); changes > 0; changes--) {
                body[40 + random.nextInt(body.length - 40)] = (byte) random.nextInt(256);
            }
            int status = deliver(webhook, "right", body).getStatus();
            assertThat(status).isIn(200, 400);
            yes += status == 200 ? 1 : 0;
        }
        assertThat(rows()).isEqualTo(yes);
    }

    @Test
    void asksToComeBackWhenTheDatabaseIsGone() throws Exception {
        var gone = TestDatabase.create();
        var webhook = standaloneSetup(new TelegramWebhook(
                        new Inbox(gone.jdbc(), gone.transaction(), Duration.ZERO),
                        new RightOfWay(),
                        CLOCK,
                        "right",
                        ""))
                .build();
        gone.close();
        var answer = deliver(webhook, "right", UPDATE.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isNotNull();
    }

    private MockHttpServletResponse deliver(@Nullable String secret, String body) throws Exception {
        return deliver(webhook, secret, body.getBytes(StandardCharsets.UTF_8));
    }

    private static MockHttpServletResponse deliver(MockMvc webhook, @Nullable String secret, byte[] body)
            throws Exception {
        var request = post("/webhooks/telegram")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
        if (secret != null) {
            request.header("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        return webhook.perform(request).andReturn().getResponse();
    }

    private static MockMvc webhook(String secret, String former) {
        var inbox = new Inbox(DATABASE.jdbc(), DATABASE.transaction(), Duration.ZERO);
        return standaloneSetup(new TelegramWebhook(inbox, new RightOfWay(), CLOCK, secret, former))
                .build();
    }

    private static long rows() {
        return DATABASE.jdbc()
                .sql("select count(*) from inbound")
                .query(Long.class)
                .single();
    }
}
