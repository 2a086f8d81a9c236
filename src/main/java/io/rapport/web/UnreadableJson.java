package io.rapport.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;

/** Says where a JSON body stopped making sense, without showing the names of our classes. */
final class UnreadableJson {

    private UnreadableJson() {}

    static ProblemDetail problem(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(JacksonException.class::isInstance)
                .map(JacksonException.class::cast)
                .findFirst()
                .map(UnreadableJson::problem)
                .orElseGet(() -> ProblemDetail.forStatusAndDetail(
                        HttpStatus.BAD_REQUEST, "The body is missing or cannot be read."));
    }

    private static ProblemDetail problem(JacksonException e) {
        var where = where(e.getLocation());
        var field = path(e);
        if (isNoJson(e) || field.isEmpty()) {
            return ProblemDetail.forStatusAndDetail(
                    HttpStatus.BAD_REQUEST, "The body is no valid JSON%s: %s".formatted(where, firstLine(e)));
        }
        var message = "has a value of the wrong kind" + where;
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, field + ": " + message);
        problem.setProperty("errors", List.of(Map.of("field", field, "message", message)));
        return problem;
    }

    private static String where(TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String path(JacksonException e) {
        return e.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String firstLine(JacksonException e) {
        return isNoJson(e)
                ? e.getOriginalMessage().lines().findFirst().orElse("").replaceAll(", from `[^`]*`", "")
                : "an object of another shape is expected";
    }

    private static boolean isNoJson(JacksonException e) {
        return e instanceof StreamReadException || e instanceof StreamConstraintsException;
    }
}
