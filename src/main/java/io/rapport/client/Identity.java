package io.rapport.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client on one channel.
 *
 * @param externalId the person's id there; unique within the channel
 * @param unreachableAt since when the channel refuses to reach this person (blocked the bot, deleted the account)
 */
public record Identity(
        long id,
        long clientId,
        String channel,
        String externalId,
        Instant createdAt,
        @Nullable Instant unreachableAt) {}
