package io.rapport.payment;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Currencies and amounts as they can be booked. */
public final class Currencies {

    /** What the books can hold: twelve digits, two of them after the point. */
    public static final BigDecimal MOST = new BigDecimal("9999999999.99");

    private static final int SCALE = 2;
    private static final int MOST_DIGITS = 40;

    /** As ISO 4217 lists them for things that are no money: gold, special drawing rights, tests, nothing at all. */
    private static final Set<String> NO_MONEY = Set.of("XAU", "XAG", "XPT", "XPD", "XDR", "XTS", "XXX", "XUA", "XSU");

    private Currencies() {}

    /** The code of three letters, in capitals; empty if there is no such currency. */
    public static Optional<String> code(@Nullable String told) {
        if (told == null) {
            return Optional.empty();
        }
        String code = told.strip().toUpperCase(Locale.ROOT);
        if (!code.matches("[A-Z]{3}") || NO_MONEY.contains(code)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Currency.getInstance(code).getCurrencyCode());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The amount with two decimals; empty if it is not above zero, finer than that, or more than the books can hold. */
    public static Optional<BigDecimal> amount(@Nullable BigDecimal told) {
        if (told == null || told.signum() <= 0) {
            return Optional.empty();
        }
        // Exponents first: 1e999999999 written out would fill the memory.
        boolean isPlain = Math.abs((long) told.scale()) <= MOST_DIGITS && told.precision() <= MOST_DIGITS;
        if (!isPlain || told.compareTo(MOST) > 0 || told.stripTrailingZeros().scale() > SCALE) {
            return Optional.empty();
        }
        return Optional.of(told.setScale(SCALE));
    }
}
