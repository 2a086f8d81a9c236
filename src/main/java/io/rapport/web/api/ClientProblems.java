package io.rapport.web.api;

import io.rapport.client.NoSuchClient;
import io.rapport.client.person.FormerIds;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * A client that does not exist (any more) is no fault of ours. One that turned out to be another is found there: the same call goes
 * on under the id it has now, and the answer names it. Not to be remembered by the caller, since a merge can be undone.
 */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ClientProblems {

    private static final String CLIENTS = "/api/v1/clients/";

    private final FormerIds formerIds;

    ClientProblems(FormerIds formerIds) {
        this.formerIds = formerIds;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> noSuchClient(NoSuchClient e, HttpServletRequest call) {
        Optional<Long> successor = formerIds.successor(e.id());
        if (successor.isEmpty()) {
            return answer(HttpStatus.NOT_FOUND)
                    .body(ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, e.getMessage()));
        }
        String old = CLIENTS + e.id();
        String path = call.getRequestURI();
        boolean isInPath = path.equals(old) || path.startsWith(old + "/");
        HttpStatus status = !isInPath
                ? HttpStatus.NOT_FOUND
                : call.getMethod().equals(HttpMethod.GET.name())
                        ? HttpStatus.MOVED_PERMANENTLY
                        : HttpStatus.PERMANENT_REDIRECT;
        var problem = ProblemDetail.forStatusAndDetail(
                status, "Client %d turned out to be client %d".formatted(e.id(), successor.get()));
        problem.setProperty("mergedInto", successor.get());
        var answer = answer(status);
        if (isInPath) {
            String query = call.getQueryString() == null ? "" : "?" + call.getQueryString();
            answer.location(URI.create(CLIENTS + successor.get() + path.substring(old.length()) + query));
        }
        return answer.body(problem);
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }
}
