package io.rapport.outbox;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a touch that nobody asked for brings about by leaving, and where it comes from.
 *
 * @param leaves events that happen when it leaves; that it left is one anyway
 * @param content the material it hands over: seen from then on
 * @param row the row that wanted it
 * @param window local time in which it may leave, such as {@code 10:00–19:00}
 */
public record Errand(
        List<Trace> leaves,
        @Nullable String content,
        @Nullable String row,
        @Nullable Long releaseId,
        @Nullable String window) {

    public static final Errand NONE = new Errand(List.of(), null, null, null, null);

    private static final TypeReference<List<Trace>> TRACES = new TypeReference<>() {};

    /** An event to come. */
    public record Trace(String type, Map<String, String> attributes) {}

    String leavesAsJson() {
        return JsonMapper.shared().writeValueAsString(leaves);
    }

    static List<Trace> leavesOfJson(@Nullable String json) {
        return json == null ? List.of() : JsonMapper.shared().readValue(json, TRACES);
    }
}
