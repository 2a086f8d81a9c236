package io.rapport.client.campaign;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Currency;
import java.util.Optional;

/** Days, amounts and currencies as people write them. */
public final class Amounts {

    private static final DateTimeFormatter RUSSIAN =
            DateTimeFormatter.ofPattern("d.M.uuuu").withResolverStyle(ResolverStyle.STRICT);

    private Amounts() {}

    public static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(
                    text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
                            ? LocalDate.parse(text)
                            : LocalDate.parse(text, RUSSIAN));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Not negative, and of no more than two places. */
    public static Optional<BigDecimal> amount(String text) {
        String digits = text.replaceAll("[\\s\u00a0\u202f]", "").replace(',', '.');
        return digits.matches("[0-9]{1,12}([.][0-9]{1,2}0*)?")
                ? Optional.of(new BigDecimal(digits).setScale(2, RoundingMode.UNNECESSARY))
                : Optional.empty();
    }

    public static boolean isCurrency(String code) {
        return code.matches("[A-Z]{3}")
                && Currency.getAvailableCurrencies().stream()
                        .anyMatch(currency -> currency.getCurrencyCode().equals(code));
    }
}
