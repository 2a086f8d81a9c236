package io.rapport.content;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prices as people read them, and the places in texts where they go: {@code {price:CODE}}. */
public final class Prices {

    /** Keeps a price on one line. */
    private static final char NO_BREAK = '\u00a0';

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{price:([^{}]*)}");
    private static final Map<String, String> SIGNS =
            Map.of("RUB", "₽", "USD", "$", "EUR", "€", "GBP", "£", "KZT", "₸", "UAH", "₴", "BYN", "Br");

    private Prices() {}

    /** Without the unit: «7 900 ₽», «бесплатно»; "₽7,900", "free". */
    public static String amount(Product product, String language) {
        boolean english = language.equals("en");
        if (product.price().signum() == 0) {
            return english ? "free" : "бесплатно";
        }
        return amount(product.price(), product.currency(), language);
    }

    /** Money of any kind: «7 900 ₽», "₽7,900". */
    public static String amount(BigDecimal amount, String currency, String language) {
        boolean english = language.equals("en");
        String digits = digits(amount, english ? ',' : NO_BREAK, english ? '.' : ',');
        String sign = SIGNS.getOrDefault(currency, currency);
        if (!english) {
            return digits + NO_BREAK + sign;
        }
        return sign.length() == 1 ? sign + digits : sign + NO_BREAK + digits;
    }

    /** What is left of the price after this many percent off, in whole units of money if the price is, else to the cent; never rounded up. */
    public static BigDecimal reduced(Product product, int percentOff) {
        if (percentOff <= 0) {
            return product.price();
        }
        BigDecimal left = product.price().multiply(BigDecimal.valueOf(100L - Math.min(percentOff, 100)));
        return left.movePointLeft(2).setScale(product.price().scale() > 0 ? 2 : 0, RoundingMode.DOWN);
    }

    /** The product at a price that so many percent have been taken off. */
    public static Product at(Product product, int percentOff) {
        return percentOff <= 0 ? product : product.at(reduced(product, percentOff));
    }

    /** With the unit: «7 900 ₽ в месяц»; what is free has none. */
    public static String amountAndUnit(Product product, String language) {
        String unit = product.unitIn(language);
        String amount = amount(product, language);
        return unit == null || product.price().signum() == 0 ? amount : amount + " " + unit;
    }

    /** The text with its prices in place; empty if it names a product that does not exist, for a hole must never be sent. */
    public static Optional<String> fill(String text, PriceList prices, String language) {
        if (!codesIn(text).stream().allMatch(code -> prices.product(code).isPresent())) {
            return Optional.empty();
        }
        return Optional.of(PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> prices.product(found.group(1).strip())
                        .map(product -> Matcher.quoteReplacement(amount(product, language)))
                        .orElseThrow()));
    }

    /** The product codes a text names in its placeholders. */
    public static Set<String> codesIn(String text) {
        Set<String> codes = new TreeSet<>();
        PLACEHOLDER
                .matcher(text)
                .results()
                .forEach(found -> codes.add(found.group(1).strip()));
        return codes;
    }

    /** Braces left over when the placeholders are taken out: a mistyped placeholder, which would reach the client as it is. */
    public static boolean hasStrayBrace(String text) {
        String rest = PLACEHOLDER.matcher(text).replaceAll("");
        return rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0;
    }

    private static String digits(BigDecimal price, char group, char point) {
        BigDecimal whole = price.setScale(0, RoundingMode.DOWN);
        StringBuilder digits = new StringBuilder(whole.toPlainString());
        for (int i = digits.length() - 3; i > 0; i -= 3) {
            digits.insert(i, group);
        }
        BigDecimal cents = price.subtract(whole);
        if (cents.signum() != 0) {
            digits.append(point)
                    .append(cents.setScale(2, RoundingMode.HALF_UP)
                            .toPlainString()
                            .substring(2));
        }
        return digits.toString();
    }
}
