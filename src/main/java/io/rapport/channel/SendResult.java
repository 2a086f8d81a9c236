package io.rapport.channel;

import java.time.Duration;

/** What became of one attempt to send. The distinction that matters is whether the message can have arrived. */
public sealed interface SendResult {

    /** The messenger took it under this id. */
    record Sent(String externalId) implements SendResult {}

    /** It surely did not arrive; the same message may be sent again after the wait. */
    record NotArrived(Duration retryAfter, String reason) implements SendResult {}

    /** The whole bot must be silent for the wait (HTTP 429); it surely did not arrive. */
    record Paused(Duration retryAfter, String reason) implements SendResult {}

    /** This person cannot be reached on this channel any more: blocked the bot, deleted the account. */
    record Unreachable(String reason) implements SendResult {}

    /** The messenger refuses this message for good; sending it again would be refused again. */
    record Refused(String reason) implements SendResult {}

    /** It may or may not have arrived: the answer was lost. Sending again could write twice. */
    record Unknown(String reason) implements SendResult {}
}
