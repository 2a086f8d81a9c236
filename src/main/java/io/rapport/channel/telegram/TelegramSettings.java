package io.rapport.channel.telegram;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The account and its limits, {@code rapport.telegram.*}.
 *
 * @param token as BotFather gives it; blank means that there is no bot
 * @param name the bot's public name, without which it is asked of Telegram
 * @param perBotPerSecond messages a second of this process; with several nodes, each gets its part
 */
@ConfigurationProperties("rapport.telegram")
record TelegramSettings(
        @DefaultValue("") String token,
        @DefaultValue("https://api.telegram.org") URI apiUrl,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("10s") Duration readTimeout,
        @DefaultValue("30") int perBotPerSecond,
        @DefaultValue("20") int perChatBurst,
        @DefaultValue("1") double perChatPerSecond,
        @DefaultValue("") String name) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{3,64}");
    private static final Pattern TOKEN = Pattern.compile("[0-9]+:[A-Za-z0-9_-]+");

    TelegramSettings {
        token = token.strip();
        if (!token.isEmpty() && !TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    "rapport.telegram.token (RAPPORT_TELEGRAM_TOKEN) is not a bot token: expected digits, a colon and letters,"
                            + " as BotFather gives it");
        }
        name = name.strip().replaceFirst("^@", "");
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "rapport.telegram.name (RAPPORT_TELEGRAM_NAME) is not a bot's name, such as berlin_school_bot");
        }
    }

    boolean hasName() {
        return !name.isEmpty();
    }

    boolean isConfigured() {
        return !token.isEmpty();
    }

    /** Without the token: what is printed must not carry it. */
    @Override
    public String toString() {
        return "Telegram at " + apiUrl + (isConfigured() ? "" : " without a token");
    }
}
