package io.rapport.channel.telegram;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Under which name people find the bot: as configured, or as Telegram says it once it can be asked. */
public final class BotName {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final TelegramSettings settings;
    private final BotApi api;
    private volatile @Nullable String name;
    private volatile long asked = System.nanoTime() - PAUSE_NANOS;

    BotName(TelegramSettings settings) {
        this.settings = settings;
        this.api = new BotApi(settings, PATIENCE);
        this.name = settings.hasName() ? settings.name() : null;
    }

    /** Absent if there is no bot, or if nobody could say its name during the last minute. Never call it within a transaction. */
    public Optional<String> get() {
        if (name == null && settings.isConfigured() && isTimeToAsk()) {
            api.name().ifPresent(said -> name = said);
        }
        return Optional.ofNullable(name);
    }

    /** One at a time, so that a page that is opened often does not wait as often. */
    private synchronized boolean isTimeToAsk() {
        if (name != null || System.nanoTime() - asked < PAUSE_NANOS) {
            return false;
        }
        asked = System.nanoTime();
        return true;
    }
}
