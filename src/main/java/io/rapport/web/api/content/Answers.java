package io.rapport.web.api.content;

import io.rapport.content.Change;
import io.rapport.content.check.Violation;
import io.rapport.content.exchange.ImportError;
import io.rapport.content.exchange.ImportReport;
import io.rapport.content.exchange.Strictness;
import io.rapport.web.InvalidField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.multipart.MultipartFile;

/** What the three lists answer alike. Messages are Russian for callers who prefer it, English for all others. */
final class Answers {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final int LONGEST_PAGE = 500;

    private Answers() {}

    static int limit(int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new InvalidField("limit", "must be from 1 to " + LONGEST_PAGE);
        }
        return limit;
    }

    static <T> T known(Optional<T> found, String id) {
        return found.orElseThrow(() -> notFound(id));
    }

    static void accept(List<Violation> violations, Locale locale) {
        if (violations.isEmpty()) {
            return;
        }
        var errors = violations.stream()
                .map(violation -> Map.of("field", violation.field(), "message", violation.in(locale.getLanguage())))
                .toList();
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                errors.get(0).get("field") + ": " + errors.get(0).get("message"));
        problem.setProperty("errors", errors);
        throw new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
    }

    static <T> ResponseEntity<T> stored(Change change, T item) {
        return ResponseEntity.status(change == Change.ADDED ? HttpStatus.CREATED : HttpStatus.OK)
                .body(item);
    }

    static ErrorResponseException exists(String field, String id) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT, field + ": " + id + " exists already; PUT replaces it");
        problem.setProperty("errors", List.of(Map.of("field", field, "message", "exists already")));
        return new ErrorResponseException(HttpStatus.CONFLICT, problem, null);
    }

    static Map<String, String> removed(Change change, String id) {
        if (change == Change.NOT_FOUND) {
            throw notFound(id);
        }
        return Map.of("id", id, "result", change.name());
    }

    static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Strictness strictness(boolean partial, boolean dryRun) {
        return dryRun ? Strictness.CHECK_ONLY : partial ? Strictness.GOOD_LINES : Strictness.ALL_OR_NOTHING;
    }

    /** 422 with all errors where a file was refused, so that nobody takes it for imported. */
    static ResponseEntity<Object> report(ImportReport report, Strictness strictness, Locale locale) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("saved", report.saved());
        answer.put("added", report.added());
        answer.put("changed", report.changed());
        answer.put("unchanged", report.unchanged());
        answer.put("errorCount", report.errorCount());
        answer.put(
                "errors",
                report.errors().stream().map(error -> shape(error, locale)).toList());
        answer.put("encoding", report.encoding());
        answer.put("separator", report.separator());
        if (report.saved() || strictness == Strictness.CHECK_ONLY) {
            return ResponseEntity.ok(answer);
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "The file has " + report.errorCount() + " error(s); nothing was saved");
        problem.setProperties(answer);
        return ResponseEntity.unprocessableContent()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    static ResponseEntity<byte[]> file(String name, String csv) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(csv.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> shape(ImportError error, Locale locale) {
        return Map.of(
                "line", error.line(),
                "column", error.column(),
                "value", error.value(),
                "message", error.in(locale.getLanguage()));
    }

    private static ErrorResponseException notFound(String id) {
        String shown = id.length() > 64 ? id.substring(0, 64) + "…" : id;
        return new ErrorResponseException(
                HttpStatus.NOT_FOUND,
                ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no " + shown),
                null);
    }
}
