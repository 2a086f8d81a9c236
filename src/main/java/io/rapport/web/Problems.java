package io.rapport.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every error of a controller as problem details (RFC 9457) that name the field, if a field is to blame. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void forTheDoorkeeper(RuntimeException e) {
        throw e;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> anythingElse(Exception e, WebRequest request) {
        var fault = Fault.behind(e).orElse(null);
        if (fault != null) {
            return answer(e, fault, request);
        }
        log.error("A request failed: {}", request.getDescription(false), e);
        return handleExceptionInternal(
                e,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "Something went wrong here; the log of the server knows more."),
                new HttpHeaders(),
                HttpStatus.INTERNAL_SERVER_ERROR,
                request);
    }

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
