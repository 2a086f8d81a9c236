package io.rapport.web.payment;

import io.rapport.payment.desk.Refusal;
import io.rapport.web.InvalidField;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What cannot be done about money, as problem details that name the field. */
@RestControllerAdvice(assignableTypes = PaymentsApi.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PaymentProblems {

    static ErrorResponseException unknown() {
        return new ErrorResponseException(
                HttpStatus.NOT_FOUND,
                ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no payment with this number."),
                null);
    }

    @ExceptionHandler
    ProblemDetail refused(Refusal refusal) {
        if (refusal.field().equals("id")) {
            return switch (refusal.why()) {
                case UNKNOWN -> unknown().getBody();
                case NOT_BOOKABLE ->
                    conflict("It has no amount, currency or payment that could be booked: enter it by hand.");
                case TOO_LATE -> conflict("Money has gone back for it already.");
                default -> conflict("It has been settled meanwhile.");
            };
        }
        return InvalidField.impossible(refusal.field(), words(refusal.why())).getBody();
    }

    private static ProblemDetail conflict(String detail) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, detail);
    }

    private static String words(Refusal.Why why) {
        return switch (why) {
            case UNKNOWN -> "there is no such thing";
            case NOT_POSITIVE -> "must be above 0, with at most two decimals";
            case IN_THE_FUTURE -> "must not be in the future";
            case MORE_THAN_PAID -> "is more than was paid and not given back yet";
            case MISSING -> "must not be empty";
            default -> "is not possible now";
        };
    }
}
