package io.rapport.channel.telegram;

import io.rapport.channel.Admission;
import io.rapport.channel.Channel;
import io.rapport.channel.InboundMessage;
import io.rapport.channel.InboundMessage.Kind;
import io.rapport.channel.OutboundMessage;
import io.rapport.channel.PlainText;
import io.rapport.channel.SendResult;
import io.rapport.channel.station.RateLimit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Speaks for one bot of Telegram. Its limits are those of the Bot API: 4,096 units of text, 1,024 under a document. */
final class TelegramChannel implements Channel {

    static final String CODE = "telegram";

    private static final int TEXT = 4096;
    private static final int CAPTION = 1024;
    private static final String BOT = "bot";
    /** What is nice to have must not hold up the message itself. */
    private static final Duration BEST_EFFORT = Duration.ofSeconds(2);

    private final TelegramSettings settings;
    private final BotApi api;
    private final BotApi bestEffort;
    private final RateLimit perBot;
    private final RateLimit perChat;

    TelegramChannel(TelegramSettings settings) {
        this.settings = settings;
        this.api = new BotApi(settings, settings.readTimeout());
        this.bestEffort = new BotApi(settings, BEST_EFFORT);
        this.perBot = new RateLimit(settings.perBotPerSecond(), settings.perBotPerSecond());
        this.perChat = new RateLimit(settings.perChatBurst(), settings.perChatPerSecond());
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public boolean isConfigured() {
        return settings.isConfigured();
    }

    @Override
    public InboundMessage read(byte[] raw) {
        return TelegramUpdate.read(raw)
                .map(TelegramUpdate::message)
                .orElseGet(() -> new InboundMessage(Kind.UNKNOWN, "", "", Map.of()));
    }

    @Override
    public Admission admit(String recipient) {
        Duration wait = perChat.take(recipient);
        if (!wait.isZero()) {
            return new Admission(wait, false);
        }
        wait = perBot.take(BOT);
        if (!wait.isZero()) {
            perChat.giveBack(recipient);
            return new Admission(wait, true);
        }
        return Admission.NOW;
    }

    @Override
    public SendResult send(OutboundMessage message) {
        if (!isConfigured()) {
            return new SendResult.NotArrived(Duration.ofMinutes(1), "no bot token is configured");
        }
        if (message.text().isBlank()) {
            return new SendResult.Refused("a message without text");
        }
        var tooLong = message.buttons().stream().filter(Keyboard::isTooLong).findFirst();
        if (tooLong.isPresent()) {
            return new SendResult.Refused("more than 64 bytes behind the button «%s»"
                    .formatted(tooLong.get().label()));
        }
        if (message.replyTo() != null) {
            bestEffort.call("answerCallbackQuery", Map.of("callback_query_id", message.replyTo()));
        }
        var attachment = message.attachment();
        return attachment == null ? sendText(message, message.text()) : sendWith(attachment, message);
    }

    /** As a document if Telegram can fetch it; otherwise (it takes few formats by address) as a link under the text. */
    private SendResult sendWith(OutboundMessage.Attachment attachment, OutboundMessage message) {
        if (message.text().length() <= CAPTION) {
            SendResult result = sendDocument(attachment, message);
            if (!(result instanceof SendResult.Refused)) {
                return result;
            }
        }
        String link = "\n\n" + attachment.title() + "\n" + attachment.url();
        int room = Math.max(1, TEXT - link.length());
        return sendText(message, PlainText.cut(message.text(), room) + link);
    }

    private SendResult sendDocument(OutboundMessage.Attachment attachment, OutboundMessage message) {
        var parameters = parameters(message);
        parameters.put("document", attachment.url());
        parameters.put("caption", PlainText.clean(message.text()));
        return api.call("sendDocument", parameters);
    }

    private SendResult sendText(OutboundMessage message, String text) {
        var parameters = parameters(message);
        parameters.put("text", PlainText.cut(PlainText.clean(text), TEXT));
        return api.call("sendMessage", parameters);
    }

    private static Map<String, Object> parameters(OutboundMessage message) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("chat_id", message.recipient());
        parameters.put("reply_markup", Keyboard.of(message.buttons()));
        return parameters;
    }
}
