package io.rapport.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.rapport.channel.InboundMessage.Kind;
import io.rapport.channel.OutboundMessage.Attachment;
import io.rapport.channel.OutboundMessage.Button;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every messenger owes to the rest of the house. */
public abstract class ChannelContract {

    /** The channel with a messenger behind it that takes everything. */
    protected abstract Channel channel();

    /** A delivery of a person's message with this text, as the messenger makes it. */
    protected abstract byte[] delivery(String text);

    @Test
    void hasACodeThatCanStandInATable() {
        assertThat(channel().code()).matches("[a-z][a-z0-9_-]{1,30}");
        assertThat(channel().isConfigured()).isTrue();
    }

    @Test
    void readsAPersonsMessage() {
        var message = channel().read(delivery("Сколько стоит?"));
        assertThat(message.kind()).isEqualTo(Kind.MESSAGE);
        assertThat(message.text()).isEqualTo("Сколько стоит?");
        assertThat(message.sender()).isNotBlank();
    }

    @Test
    void readsWhatItDoesNotUnderstandAsUnknown() {
        for (String junk : List.of("", "null", "[]", "{}", "{", "\"x\"", "{\"session\":[],\"text\":{}}", "\0\uFFFF")) {
            assertThat(channel().read(junk.getBytes(StandardCharsets.UTF_8)).kind())
                    .as(junk)
                    .isEqualTo(Kind.UNKNOWN);
        }
        var random = new Random(5);
        for (int i = 0; i < 500; i++) {
            byte[] junk = delivery("привет");
            junk[random.nextInt(junk.length)] = (byte) random.nextInt(256);
            assertThatCode(() -> channel().read(junk)).doesNotThrowAnyException();
        }
    }

    @Test
    void sendsTextButtonsAndAttachments() {
        assertThat(channel().send(text("Добрый день!"))).isInstanceOf(SendResult.Sent.class);
        assertThat(channel()
                        .send(new OutboundMessage(
                                "700001",
                                "Выберите:",
                                List.of(new Button("Уровень", "level"), new Button("Сайт", "https://bereg.example")),
                                new Attachment("Гид", "https://bereg.example/guide.pdf"),
                                "some-id")))
                .isInstanceOf(SendResult.Sent.class);
    }

    @Test
    void sendsWhatIsTooLongOrBrokenWithoutFailing() {
        assertThat(channel().send(text("слово ".repeat(2000)))).isInstanceOf(SendResult.Sent.class);
        assertThat(channel().send(text("a\ud800\0b"))).isInstanceOf(SendResult.Sent.class);
    }

    @Test
    void refusesAMessageThatSaysNothing() {
        assertThat(channel().send(text(" \n"))).isInstanceOf(SendResult.Refused.class);
    }

    @Test
    void admitsAFirstMessageAtOnce() {
        assertThat(channel().admit("700001").isGranted()).isTrue();
    }

    private static OutboundMessage text(String text) {
        return new OutboundMessage("700001", text, List.of(), null, null);
    }
}
