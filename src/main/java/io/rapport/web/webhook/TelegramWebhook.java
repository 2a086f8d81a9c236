package io.rapport.web.webhook;

import io.rapport.channel.Inbox;
import io.rapport.channel.station.RightOfWay;
import io.rapport.channel.telegram.TelegramUpdate;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Telegram repeats whatever is not answered with 2xx: so 200 means "stored", and 503 "try again". */
@Hidden
@RestController
class TelegramWebhook {

    private static final String CHANNEL = "telegram";
    private static final int LONGEST_BODY = 1024 * 1024;

    private final Inbox inbox;
    private final RightOfWay rightOfWay;
    private final Clock clock;
    private final Secrets secrets;

    TelegramWebhook(
            Inbox inbox,
            RightOfWay rightOfWay,
            Clock clock,
            @Value("${rapport.telegram.secret:}") String secret,
            @Value("${rapport.telegram.previous-secret:}") String previous) {
        this.inbox = inbox;
        this.rightOfWay = rightOfWay;
        this.clock = clock;
        this.secrets = new Secrets(secret, previous);
    }

    @PostMapping("/webhooks/telegram")
    ResponseEntity<Void> receive(
            @RequestHeader(name = "X-Telegram-Bot-Api-Secret-Token", required = false) @Nullable String secret,
            HttpServletRequest request)
            throws IOException {
        if (!secrets.accept(secret)) {
            return answer(HttpStatus.UNAUTHORIZED);
        }
        // Only now: a stranger must not hold up the house by coming again and again.
        try (var passage = rightOfWay.enter()) {
            return accept(request);
        }
    }

    private ResponseEntity<Void> accept(HttpServletRequest request) throws IOException {
        byte[] raw = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (raw.length > LONGEST_BODY) {
            return answer(HttpStatus.CONTENT_TOO_LARGE);
        }
        Optional<TelegramUpdate> update = TelegramUpdate.read(raw);
        if (update.isEmpty()) {
            return answer(HttpStatus.BAD_REQUEST);
        }
        return store(update.get(), raw);
    }

    private ResponseEntity<Void> store(TelegramUpdate update, byte[] raw) {
        try {
            String id = Long.toString(update.id());
            inbox.receive(
                    CHANNEL, id, update.lane(), update.id(), update.message().kind(), raw, clock.instant());
            return answer(HttpStatus.OK);
        } catch (DataAccessException | TransactionException e) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, "2")
                    .build();
        }
    }

    private static ResponseEntity<Void> answer(HttpStatus status) {
        return ResponseEntity.status(status).build();
    }
}
