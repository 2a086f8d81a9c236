package io.rapport.web;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.multipart.MultipartException;

/**
 * What can go wrong around a call, whoever was handling it at that moment. The reason may lie deep among the causes: a lost
 * connection surfaces as whatever the code that met it made of it.
 */
enum Fault {
    DATABASE_AWAY(HttpStatus.SERVICE_UNAVAILABLE, "The database cannot be reached at the moment; please try again.") {
        @Override
        boolean is(Throwable cause) {
            return cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof CannotCreateTransactionException
                    // Not even rolled back: its connection is gone, and with it the reason, which carries no state any
                    // more.
                    || cause instanceof TransactionSystemException
                    || cause instanceof SQLException sql && saysAway(sql.getSQLState());
        }
    },
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body of the request is too large.") {
        @Override
        boolean is(Throwable cause) {
            return cause instanceof BodyTooLarge;
        }
    },
    TOO_SLOW(HttpStatus.REQUEST_TIMEOUT, "The body of the request did not arrive in time.") {
        @Override
        boolean is(Throwable cause) {
            return cause instanceof BodyTooSlow || cause instanceof SocketTimeoutException;
        }
    },
    /** What the server itself stumbles over before anybody here has seen the request. */
    UNREADABLE(HttpStatus.BAD_REQUEST, "The request cannot be read: look at its parameters and its Content-Type.") {
        @Override
        boolean is(Throwable cause) {
            return cause instanceof InvalidParameterException
                    || cause instanceof InvalidMediaTypeException
                    || cause instanceof MultipartException;
        }
    };

    private static final int DEEPEST = 20;

    private final HttpStatus status;
    private final String detail;

    Fault(HttpStatus status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    abstract boolean is(Throwable cause);

    static Optional<Fault> behind(Throwable failure) {
        return Stream.of(values())
                .filter(fault -> Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                        .limit(DEEPEST)
                        .anyMatch(fault::is))
                .findFirst();
    }

    /** For everything that has no name here: what it was is for the log only. */
    static ProblemDetail ownMistake() {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here; the log of the server knows more.");
    }

    ProblemDetail problem() {
        return ProblemDetail.forStatusAndDetail(status, detail);
    }

    HttpHeaders headers() {
        var headers = new HttpHeaders();
        if (this == DATABASE_AWAY) {
            headers.set(HttpHeaders.RETRY_AFTER, "5");
        } else {
            // What is left of the body is not worth reading.
            headers.set(HttpHeaders.CONNECTION, "close");
        }
        return headers;
    }

    /** 08 connection, 53 resources, 57 operator intervention: PostgreSQL is starting, stopping or full. */
    private static boolean saysAway(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
    }
}
