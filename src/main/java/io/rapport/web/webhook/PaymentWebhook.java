package io.rapport.web.webhook;

import io.rapport.channel.station.RateLimit;
import io.rapport.channel.station.RightOfWay;
import io.rapport.payment.notice.Notices;
import io.rapport.payment.provider.PaymentProvider;
import io.rapport.payment.provider.PaymentProviders;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Providers repeat whatever is not answered with 2xx: so 200 means "kept", 401 that it is not theirs, and 503 "try again". */
@RestController
@Tag(name = "Payments")
class PaymentWebhook {

    private static final int LONGEST_BODY = 256 * 1024;

    private final PaymentProviders providers;
    private final Notices notices;
    private final RightOfWay rightOfWay;
    private final Clock clock;
    private final Clock signersClock;
    /** For those whose notices anybody could have written: each costs a question to the provider. */
    private final RateLimit unsigned = new RateLimit(120, 5);

    /** @param signersClock signatures carry the time of the world, which the demo clock may have left behind */
    PaymentWebhook(
            PaymentProviders providers,
            Notices notices,
            RightOfWay rightOfWay,
            Clock clock,
            @Qualifier("systemClock") Clock signersClock) {
        this.providers = providers;
        this.notices = notices;
        this.rightOfWay = rightOfWay;
        this.clock = clock;
        this.signersClock = signersClock;
    }

    @PostMapping("/webhooks/payments/{provider}")
    @Operation(
            summary = "Take a notice of a payment provider: generic, stripe, cloudpayments or yookassa",
            description =
                    "generic wants X-Rapport-Signature: t=<unix seconds>,v1=<hex of HMAC-SHA256 over t, a dot and the body>; "
                            + "the body is {\"id\",\"type\":\"payment\"|\"refund\",\"paymentId\",\"refundId\",\"amount\",\"currency\",\"at\",\"reference\",\"product\",\"phone\",\"email\"}. "
                            + "A notice delivered again is answered alike and counts once.")
    ResponseEntity<String> receive(@PathVariable String provider, HttpServletRequest request) throws IOException {
        Optional<PaymentProvider> known = providers.find(provider);
        if (known.isEmpty()) {
            return answer(HttpStatus.NOT_FOUND);
        }
        if (!known.get().isSigned() && !unsigned.take(request.getRemoteAddr()).isZero()) {
            return answer(HttpStatus.TOO_MANY_REQUESTS);
        }
        byte[] raw = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (raw.length > LONGEST_BODY) {
            return answer(HttpStatus.CONTENT_TOO_LARGE);
        }
        if (!known.get().isAuthentic(raw, request::getHeader, signersClock.instant())) {
            return answer(HttpStatus.UNAUTHORIZED);
        }
        try (var passage = rightOfWay.enter()) {
            return keep(known.get(), raw);
        }
    }

    private ResponseEntity<String> keep(PaymentProvider provider, byte[] raw) {
        try {
            notices.receive(provider.name(), provider.idOf(raw), raw, clock.instant());
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(provider.acknowledgement());
        } catch (DataAccessException | TransactionException e) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, "2")
                    .build();
        }
    }

    private static ResponseEntity<String> answer(HttpStatus status) {
        return ResponseEntity.status(status).build();
    }
}
