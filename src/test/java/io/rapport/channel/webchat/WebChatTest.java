package io.rapport.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.channel.Channel;
import io.rapport.channel.ChannelContract;
import io.rapport.channel.InboundMessage;
import io.rapport.channel.InboundMessage.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebChatTest extends ChannelContract {

    private final WebChat webChat = new WebChat();

    @Override
    protected Channel channel() {
        return webChat;
    }

    @Override
    protected byte[] delivery(String text) {
        return new WebChatMessage("s-1", text, "m-1", null, null, null, "ru").raw();
    }

    @Test
    void takesTheFirstWordOfThePageForAStart() {
        var message = webChat.read(
                new WebChatMessage("s-1", "/start", "m-1", null, "landing", Map.of("utm_campaign", "summer"), "en")
                        .raw());
        assertThat(message.kind()).isEqualTo(Kind.START);
        assertThat(message.text()).isEmpty();
        assertThat(message.detail(InboundMessage.SOURCE)).isEqualTo("landing");
        assertThat(message.utm()).containsExactly(Map.entry("utm_campaign", "summer"));
        assertThat(message.detail(InboundMessage.LANGUAGE)).isEqualTo("en");
    }

    @Test
    void tellsAButtonFromItsLabel() {
        var message = webChat.read(new WebChatMessage("s-1", "Уровень B1", "m-1", "level:B1", null, null, null).raw());
        assertThat(message.kind()).isEqualTo(Kind.BUTTON);
        assertThat(message.detail(InboundMessage.BUTTON)).isEqualTo("level:B1");
    }

    @Test
    void readsWhatAnotherVersionOfThePageAdds() {
        byte[] raw =
                "{\"session\":\"s\",\"text\":\"t\",\"id\":\"1\",\"mood\":\"good\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(webChat.read(raw).text()).isEqualTo("t");
    }
}
