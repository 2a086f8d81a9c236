package io.rapport.channel.telegram;

import io.rapport.channel.PlainText;
import io.rapport.channel.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What an answer of the Bot API means for the message: whether it can have arrived, and what to do next. */
final class BotAnswer {

    private static final Duration AFTER_SERVER_ERROR = Duration.ofSeconds(5);
    /** For a token that is refused: nothing leaves until somebody mends it, and nothing is lost meanwhile. */
    private static final Duration AFTER_BAD_TOKEN = Duration.ofMinutes(1);

    private static final long SHORTEST_PAUSE = 1;
    private static final long USUAL_PAUSE = 5;
    private static final long LONGEST_PAUSE = Duration.ofHours(1).toSeconds();

    private static final List<String> NOBODY_THERE = List.of(
            "chat not found",
            "user is deactivated",
            "user not found",
            "bot was blocked",
            "peer_id_invalid",
            "bot can't initiate conversation");

    private BotAnswer() {}

    static SendResult of(int status, @Nullable String retryAfter, byte[] body) {
        JsonNode answer = parse(body);
        int code = status == 200 ? answer.path("error_code").asInt(0) : status;
        if (status == 200 && answer.path("ok").asBoolean(false)) {
            JsonNode id = answer.path("result").path("message_id");
            return id.isIntegralNumber()
                    ? new SendResult.Sent(id.asString())
                    : new SendResult.Unknown("accepted, but without a message id");
        }
        String reason = PlainText.cut(
                "%d %s"
                        .formatted(
                                code, PlainText.clean(answer.path("description").asString("")))
                        .strip(),
                200);
        return switch (code) {
            case 429 -> new SendResult.Paused(pause(answer, retryAfter), reason);
            case 401, 404 -> new SendResult.Paused(AFTER_BAD_TOKEN, reason);
            case 403 -> new SendResult.Unreachable(reason);
            default -> {
                if (code >= 500 && code < 600) {
                    yield new SendResult.NotArrived(AFTER_SERVER_ERROR, reason);
                }
                if (code >= 400 && code < 500) {
                    String lower = reason.toLowerCase(Locale.ROOT);
                    yield NOBODY_THERE.stream().anyMatch(lower::contains)
                            ? new SendResult.Unreachable(reason)
                            : new SendResult.Refused(reason);
                }
                yield new SendResult.Unknown("an answer that says nothing: HTTP " + status);
            }
        };
    }

    private static Duration pause(JsonNode answer, @Nullable String header) {
        long seconds = answer.path("parameters").path("retry_after").asLong(0);
        if (seconds <= 0 && header != null && header.strip().matches("[0-9]{1,9}")) {
            seconds = Long.parseLong(header.strip());
        }
        seconds = seconds <= 0 ? USUAL_PAUSE : seconds;
        return Duration.ofSeconds(Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, seconds)));
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
