package io.rapport.insight;

import org.jspecify.annotations.Nullable;

/**
 * Which clients a list shows; what is null does not matter.
 *
 * @param text part of the name, the e-mail or the phone; or a whole id, ours or of a channel
 * @param owner {@code BOT} or {@code HUMAN}
 * @param waiting only those whose last message nobody has answered yet
 */
public record ClientFilter(
        @Nullable String channel,
        @Nullable String externalId,
        @Nullable String text,
        @Nullable String stage,
        @Nullable String owner,
        boolean waiting) {

    public static final ClientFilter ALL = new ClientFilter(null, null, null, null, null, false);

    public ClientFilter withText(@Nullable String text) {
        return new ClientFilter(channel, externalId, text, stage, owner, waiting);
    }

    public ClientFilter withStage(@Nullable String stage) {
        return new ClientFilter(channel, externalId, text, stage, owner, waiting);
    }

    public ClientFilter ownedBy(@Nullable String owner) {
        return new ClientFilter(channel, externalId, text, stage, owner, waiting);
    }

    public ClientFilter onlyWaiting(boolean waiting) {
        return new ClientFilter(channel, externalId, text, stage, owner, waiting);
    }

    public ClientFilter on(@Nullable String channel, @Nullable String externalId) {
        return new ClientFilter(channel, externalId, text, stage, owner, waiting);
    }
}
