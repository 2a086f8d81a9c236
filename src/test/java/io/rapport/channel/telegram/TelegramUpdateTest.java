package io.rapport.channel.telegram;

import static io.rapport.channel.InboundMessage.BUTTON;
import static io.rapport.channel.InboundMessage.LANGUAGE;
import static io.rapport.channel.InboundMessage.MEDIA;
import static io.rapport.channel.InboundMessage.NAME;
import static io.rapport.channel.InboundMessage.PHONE;
import static io.rapport.channel.InboundMessage.REPLY_TO;
import static io.rapport.channel.InboundMessage.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.rapport.channel.InboundMessage;
import io.rapport.channel.InboundMessage.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramUpdateTest {

    private static final String ANNA = "700001";

    @ParameterizedTest
    @CsvSource(textBlock = """
            text,                 MESSAGE
            start,                START
            start-payload,        START
            start-bot-payload,    START
            start-bad-payload,    START
            startle,              MESSAGE
            contact-own,          CONTACT
            contact-foreign,      FOREIGN_CONTACT
            contact-without-user, FOREIGN_CONTACT
            button,               BUTTON
            button-inaccessible,  BUTTON
            photo,                MESSAGE
            photo-caption,        MESSAGE
            voice,                MESSAGE
            sticker,              MESSAGE
            document,             MESSAGE
            animation,            MESSAGE
            location,             MESSAGE
            edited,               EDITED
            kicked,               BLOCKED
            unblocked,            UNBLOCKED
            contact-mismatched-types, FOREIGN_CONTACT
            """)
    void knowsWhatAPersonDid(String file, Kind kind) {
        var update = update(file);
        assertThat(update.message().kind()).isEqualTo(kind);
        assertThat(update.message().sender()).isEqualTo(ANNA);
        assertThat(update.lane()).isEqualTo(ANNA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "button-group",
                "group-kicked",
                "group-text",
                "channel-post",
                "pinned",
                "from-bot",
                "inline-query",
                "reaction",
                "future-kind",
                "nothing-but-id",
                "wrong-types",
                "message-no-object",
                "text-number",
                "button-without-data"
            })
    void ignoresWhatIsNoConversationWithAClient(String file) {
        assertThat(update(file).message().kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(update(file).lane()).isNotBlank();
    }

    @Test
    void readsTextNameAndLanguage() {
        var message = message("text");
        assertThat(message.text()).isEqualTo("Здравствуйте! Сколько стоит?");
        assertThat(message.detail(NAME)).isEqualTo("Анна Петрова");
        assertThat(message.detail(LANGUAGE)).isEqualTo("ru");
        assertThat(update("text").id()).isEqualTo(870000001L);
    }

    @Test
    void knowsWhereSomebodyComesFrom() {
        assertThat(message("start").detail(SOURCE)).isNull();
        assertThat(message("start-payload").detail(SOURCE)).isEqualTo("vk_ads-2026");
        assertThat(message("start-bot-payload").detail(SOURCE)).isEqualTo("landing");
        assertThat(message("start-bad-payload").detail(SOURCE)).isNull();
    }

    @Test
    void readsTheSharedNumber() {
        assertThat(message("contact-own").detail(PHONE)).isEqualTo("79161234567");
        assertThat(message("contact-foreign").detail(PHONE)).isEqualTo("+79161234568");
        assertThat(message("contact-mismatched-types").detail(PHONE)).isNull();
    }

    @Test
    void readsWhatIsBehindAButtonAndHowToAnswerIt() {
        assertThat(message("button").detail(BUTTON)).isEqualTo("level:B1");
        assertThat(message("button").detail(REPLY_TO)).isEqualTo("3006477383402412345");
    }

    @Test
    void takesCaptionsForTextAndNamesTheMedia() {
        assertThat(message("photo-caption").text()).isEqualTo("Вот мой сертификат");
        assertThat(message("photo-caption").detail(MEDIA)).isEqualTo("photo");
        assertThat(message("photo").text()).isEmpty();
        assertThat(message("voice").detail(MEDIA)).isEqualTo("voice");
        assertThat(message("animation").detail(MEDIA)).isEqualTo("animation");
        assertThat(message("edited").text()).isEqualTo("Сколько стоит пробный?");
    }

    @Test
    void cleansWhatWouldDoHarm() {
        var message = message("nasty-text");
        assertThat(message.text()).isEqualTo("a\uFFFDb\uFFFDc");
        assertThat(message.detail(NAME)).isEqualTo("Анна\uFFFD");
        assertThat(message.detail(LANGUAGE)).isNull();
        assertThat(message.sender()).isEqualTo("7000000000001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "42",
                "\"update_id\"",
                "{}",
                "{",
                "{\"update_id\":}",
                "{\"update_id\":\"1\"}",
                "{\"update_id\":1.5}",
                "{\"update_id\":1e9999}",
                "{\"update_id\":99999999999999999999}",
                "{\"update_id\":null}",
                "{\"update_id\":[1]}",
                "{\"update_id\":1} trailing",
                "<xml/>",
                "\0\0\0"
            })
    void isNoUpdate(String raw) {
        assertThat(TelegramUpdate.read(raw.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void isNoUpdateIfNestedTooDeep() {
        assertThat(TelegramUpdate.read(nested(60))).isPresent();
        assertThat(TelegramUpdate.read(nested(70))).isEmpty();
        assertThat(TelegramUpdate.read(nested(10_000))).isEmpty();
    }

    @Test
    void survivesWhateverIsDoneToRealUpdates() {
        var random = new Random(11);
        var files = List.of("text", "contact-own", "button", "kicked", "photo-caption", "nasty-text", "edited");
        for (int i = 0; i < 7000; i++) {
            byte[] raw = raw(files.get(i % files.size()));
            for (int changes = random.nextInt(6); changes >= 0; changes--) {
                raw[random.nextInt(raw.length)] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : (byte) "{}[],:\"0123456789.e-ntf".charAt(random.nextInt(23));
            }
            assertThatCode(() -> TelegramUpdate.read(raw)).doesNotThrowAnyException();
        }
    }

    private static byte[] nested(int depth) {
        return ("{\"update_id\":1,\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static InboundMessage message(String file) {
        return update(file).message();
    }

    private static TelegramUpdate update(String file) {
        return TelegramUpdate.read(raw(file)).orElseThrow();
    }

    private static byte[] raw(String file) {
        try (InputStream in = TelegramUpdateTest.class.getResourceAsStream("/telegram/" + file + ".json")) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
