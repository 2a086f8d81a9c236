package io.rapport.insight;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The outcome of a decision as it was kept. Outcomes outlive the code that wrote them, so whatever is missing is simply empty. */
public record Explanation(
        Score score,
        List<String> tags,
        List<String> tagsOn,
        List<String> tagsOff,
        List<Signal> signals,
        List<Row> rows,
        List<Content> content) {

    public record Score(
            @Nullable BigDecimal fit,
            @Nullable BigDecimal engagement,
            @Nullable BigDecimal total,
            @Nullable String band) {}

    /** @param row of the phrases or the sample that found it; {@code likeness} only for a sample */
    public record Signal(
            String type,
            @Nullable String quote,
            @Nullable String value,
            @Nullable String row,
            @Nullable BigDecimal likeness) {}

    public record Row(
            String table,
            String row,
            @Nullable String cell,
            @Nullable String reason,
            @Nullable BigDecimal points) {}

    public record Content(
            @Nullable String id,
            @Nullable String title,
            @Nullable BigDecimal score,
            List<Row> reasons) {}

    static Explanation of(JsonNode outcome) {
        JsonNode score = outcome.path("score");
        return new Explanation(
                new Score(
                        number(score.path("fit")),
                        number(score.path("engagement")),
                        number(score.path("total")),
                        text(score.path("band"))),
                texts(outcome.path("tags")),
                texts(outcome.path("tagsOn")),
                texts(outcome.path("tagsOff")),
                list(
                        outcome.path("signals"),
                        s -> new Signal(
                                orEmpty(s.path("type")),
                                text(s.path("quote")),
                                text(s.path("value")),
                                text(s.path("row")),
                                number(s.path("likeness")))),
                rows(outcome.path("rows")),
                list(
                        outcome.path("content"),
                        c -> new Content(
                                text(c.path("id")),
                                text(c.path("title")),
                                number(c.path("score")),
                                rows(c.path("reasons")))));
    }

    private static List<Row> rows(JsonNode json) {
        return list(
                json,
                row -> new Row(
                        orEmpty(row.path("table")),
                        orEmpty(row.path("row")),
                        text(row.path("cell")),
                        text(row.path("reason")),
                        number(row.path("points"))));
    }

    private static List<String> texts(JsonNode json) {
        return list(json, Explanation::orEmpty);
    }

    private static <T> List<T> list(JsonNode json, Function<JsonNode, T> each) {
        List<T> list = new ArrayList<>();
        if (json.isArray()) {
            json.forEach(item -> list.add(each.apply(item)));
        }
        return list;
    }

    private static String orEmpty(JsonNode json) {
        String text = text(json);
        return text == null ? "" : text;
    }

    private static @Nullable String text(JsonNode json) {
        return json.isValueNode() && !json.isNull() ? json.asString() : null;
    }

    private static @Nullable BigDecimal number(JsonNode json) {
        return json.isNumber() ? json.decimalValue() : null;
    }
}
