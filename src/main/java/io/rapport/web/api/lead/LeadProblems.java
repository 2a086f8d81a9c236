package io.rapport.web.api.lead;

import io.rapport.web.InvalidField;
import io.rapport.web.lead.Mistake;
import java.util.List;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Mistakes as problem details that name the field. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackageClasses = LeadProblems.class)
class LeadProblems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mistake(Mistake mistake) {
        ErrorResponseException answer =
                mistake.isConflict() ? conflict(mistake) : new InvalidField(mistake.field(), mistake.in("en"));
        return ResponseEntity.status(answer.getStatusCode()).body(answer.getBody());
    }

    private static ErrorResponseException conflict(Mistake mistake) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, mistake.field() + ": " + mistake.in("en"));
        problem.setProperty("errors", List.of(Map.of("field", mistake.field(), "message", mistake.in("en"))));
        return new ErrorResponseException(HttpStatus.CONFLICT, problem, null);
    }

    static ErrorResponseException notFound(String what) {
        return new ErrorResponseException(
                HttpStatus.NOT_FOUND,
                ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no " + what),
                null);
    }
}
