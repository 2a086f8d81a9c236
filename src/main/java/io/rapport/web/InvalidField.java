package io.rapport.web;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The caller sent something we cannot use: answered with 400 (or 422), the field's name and what would be right. */
public class InvalidField extends ErrorResponseException {

    public InvalidField(String field, String message) {
        this(HttpStatus.BAD_REQUEST, field, message);
    }

    private InvalidField(HttpStatus status, String field, String message) {
        super(status, problem(status, field, message), null);
    }

    /** It can be read, and yet there is no such thing: 422. */
    public static InvalidField impossible(String field, String message) {
        return new InvalidField(HttpStatus.UNPROCESSABLE_CONTENT, field, message);
    }

    private static ProblemDetail problem(HttpStatus status, String field, String message) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, field + ": " + message);
        problem.setProperty("errors", List.of(Map.of("field", field, "message", message)));
        return problem;
    }
}
