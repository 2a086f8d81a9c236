package io.rapport.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * What callers do wrong, as problem details (RFC 9457) that name the field, if a field is to blame. What we do wrong is left to
 * {@link LastResort}.
 */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var fault = Fault.behind(e).orElse(null);
        return fault == null
                ? handleExceptionInternal(e, UnreadableJson.problem(e), headers, status, request)
                : answer(e, fault, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = e.getBody();
        name(
                problem,
                e.getBindingResult().getAllErrors().stream()
                        .map(error -> entry(
                                error instanceof FieldError field ? field.getField() : error.getObjectName(), error)));
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = e.getBody();
        name(
                problem,
                e.getParameterValidationResults().stream()
                        .flatMap(result -> result.getResolvableErrors().stream()
                                .map(error -> entry(
                                        error instanceof FieldError field
                                                ? field.getField()
                                                : String.valueOf(result.getMethodParameter()
                                                        .getParameterName()),
                                        error))));
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var field =
                e instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : e.getPropertyName();
        var problem = ProblemDetail.forStatusAndDetail(
                status, "%s: '%s' is not possible here".formatted(field, e.getValue()));
        problem.setProperty(
                "errors", List.of(Map.of("field", String.valueOf(field), "message", "is not possible here")));
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    private @Nullable ResponseEntity<Object> answer(Exception e, Fault fault, WebRequest request) {
        if (request instanceof ServletWebRequest call
                && call.getResponse() != null
                && call.getResponse().isCommitted()) {
            // The server itself has told a silent sender so.
            return null;
        }
        var problem = fault.problem();
        return handleExceptionInternal(
                e, problem, fault.headers(), HttpStatusCode.valueOf(problem.getStatus()), request);
    }

    private static void name(ProblemDetail problem, Stream<Map<String, String>> entries) {
        var errors = entries.toList();
        problem.setProperty("errors", errors);
        problem.setDetail(String.join(
                "; ",
                errors.stream()
                        .map(error -> error.get("field") + ": " + error.get("message"))
                        .toList()));
    }

    private static Map<String, String> entry(String field, MessageSourceResolvable error) {
        return Map.of("field", field, "message", String.valueOf(error.getDefaultMessage()));
    }
}
