package io.rapport.payment.provider;

import io.rapport.client.Harmless;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Other people's JSON: numbers to the last digit, nothing nested deeply, texts of bearable length. */
final class Json {

    private static final int DEPTH = 64;
    private static final int LONGEST = 200;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /** Empty if it is no JSON object. */
    static Optional<JsonNode> object(byte[] body) {
        try {
            return Optional.ofNullable(MAPPER.readTree(body)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static Optional<JsonNode> object(String body) {
        return object(body.getBytes(StandardCharsets.UTF_8));
    }

    /** A text or a number as a text; null for everything else, for blanks, and for what is too long to be a name. */
    static @Nullable String text(JsonNode node) {
        if (!node.isString() && !node.isNumber()) {
            return null;
        }
        String text = node.isString() ? node.stringValue() : node.toString();
        return text(text);
    }

    static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() || text.length() > LONGEST ? null : Harmless.text(text.strip());
    }

    /** A number, or a text that is one. */
    static @Nullable BigDecimal number(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : number(text(node));
    }

    static @Nullable BigDecimal number(@Nullable String text) {
        try {
            return text == null ? null : new BigDecimal(text.strip().replace(',', '.'));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** As ISO 8601 with an offset. */
    static @Nullable Instant instant(JsonNode node) {
        String text = text(node);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A name for what has none of its own. */
    static String fingerprint(byte[] body) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
