package io.rapport.web.events;

import io.rapport.web.InvalidField;
import java.io.InputStream;
import java.util.function.ObjIntConsumer;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code {"events":[…]}} item by item, so that a large batch is never in memory as a whole. */
final class EventBatch {

    static final int MOST = 10_000;

    /** An item that is too large or too deep is refused by itself; the body as a whole has its own limit. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(16 << 20)
                            .maxNestingDepth(1_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private EventBatch() {}

    /** @throws HttpMessageNotReadableException if it is no JSON; {@link InvalidField} if it is no batch, or one of too many */
    static void read(HttpInputMessage body, ObjIntConsumer<JsonNode> item) {
        try (InputStream bytes = body.getBody();
                JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidField("events", "the body must be an object with a list of events");
            }
            boolean isThere = false;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                if (!field.equals("events") || isThere) {
                    throw new InvalidField(
                            EventFields.shortened(field), "the body has one field only: events, a list of events");
                }
                isThere = true;
                items(parser, item);
            }
            if (!isThere) {
                throw new InvalidField("events", "is missing: a list of events");
            }
            if (parser.nextToken() != null) {
                throw new InvalidField("events", "nothing may follow the batch");
            }
        } catch (JacksonException | java.io.IOException e) {
            throw new HttpMessageNotReadableException("Unreadable batch", e, body);
        }
    }

    private static void items(JsonParser parser, ObjIntConsumer<JsonNode> item) {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new InvalidField("events", "must be a list");
        }
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (index == MOST) {
                throw InvalidField.impossible(
                        "events", "are more than %,d; send them in smaller batches".formatted(MOST));
            }
            item.accept(JSON.readTree(parser), index++);
        }
    }
}
