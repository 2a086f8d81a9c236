package io.rapport.web.console.payment;

import io.rapport.payment.desk.Refusal;
import io.rapport.payment.desk.Refusal.Why;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What people type into fields, as it is meant. */
@Component
class PaymentForms {

    private static final LocalTime NOON = LocalTime.of(12, 0);

    private final ZoneId zone;

    PaymentForms(@Value("${rapport.zone:Europe/Moscow}") ZoneId zone) {
        this.zone = zone;
    }

    /** With a comma or a point, and with spaces between the thousands. */
    static @Nullable BigDecimal amount(String typed) {
        String plain = typed.replaceAll("[\\s\\u00a0\\u202f₽]", "").replace(',', '.');
        if (plain.isEmpty()) {
            return null;
        }
        try {
            return new BigDecimal(plain);
        } catch (NumberFormatException e) {
            throw new Refusal("amount", Why.NOT_POSITIVE);
        }
    }

    /** A number, with or without its sign. */
    static long client(String typed) {
        String digits = typed.replaceAll("[№\\s]", "");
        if (!digits.matches("\\d{1,18}")) {
            throw new Refusal("clientId", digits.isEmpty() ? Why.MISSING : Why.UNKNOWN);
        }
        return Long.parseLong(digits);
    }

    /** Noon of a day of the house, or now if it is today. */
    @Nullable
    Instant day(String typed, Instant now) {
        if (typed.isBlank()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(typed.strip());
            LocalDate today = now.atZone(zone).toLocalDate();
            if (day.isAfter(today)) {
                throw new Refusal("at", Why.IN_THE_FUTURE);
            }
            return day.equals(today) ? now : day.atTime(NOON).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new Refusal("at", Why.UNKNOWN);
        }
    }

    LocalDate today(Instant now) {
        return now.atZone(zone).toLocalDate();
    }
}
