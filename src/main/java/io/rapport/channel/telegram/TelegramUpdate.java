package io.rapport.channel.telegram;

import io.rapport.channel.InboundMessage;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One delivery of Telegram.
 *
 * @param id ascending; the same delivery repeated has the same one
 * @param lane the chat it belongs to; {@code -} for what belongs to none
 */
public record TelegramUpdate(long id, String lane, InboundMessage message) {

    private static final int DEPTH = 64;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .build())
                    .build())
            .build();

    /** Empty if this is no update: no JSON, nested deeper than {@value #DEPTH}, no object, without a whole number as its id. */
    public static Optional<TelegramUpdate> read(byte[] raw) {
        try {
            JsonNode update = JSON.readTree(raw);
            JsonNode id = update.path("update_id");
            if (!id.isIntegralNumber() || !id.canConvertToLong()) {
                return Optional.empty();
            }
            var message = UpdateReader.read(update);
            return Optional.of(
                    new TelegramUpdate(id.longValue(), message.sender().isEmpty() ? "-" : message.sender(), message));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
