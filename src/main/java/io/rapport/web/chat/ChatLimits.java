package io.rapport.web.chat;

import io.rapport.channel.station.RateLimit;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** How much one session and one address may ask of the chat. Reading has buckets of its own: it must not be lost over writing. */
@Component
class ChatLimits {

    private final RateLimit sessions;
    private final RateLimit addresses;

    ChatLimits(
            @Value("${rapport.webchat.per-session-per-second:5}") double perSession,
            @Value("${rapport.webchat.per-session-burst:30}") long burst,
            @Value("${rapport.webchat.per-address-per-second:1000}") double perAddress) {
        sessions = new RateLimit(burst, perSession);
        addresses = new RateLimit(Math.max(1, Math.round(2 * perAddress)), perAddress);
    }

    void checkWrite(String session, String address) {
        check("write ", session, address);
    }

    void checkRead(String session, String address) {
        check("read ", session, address);
    }

    private void check(String what, String session, String address) {
        demand(addresses.take(what + address));
        demand(sessions.take(what + session));
    }

    private static void demand(Duration wait) {
        if (wait.isZero()) {
            return;
        }
        var refusal = new ErrorResponseException(
                HttpStatus.TOO_MANY_REQUESTS,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.TOO_MANY_REQUESTS, "Too many messages at once: a moment, please"),
                null);
        refusal.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
        throw refusal;
    }
}
