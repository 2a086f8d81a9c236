package io.rapport.payment.request;

import io.rapport.payment.PaymentSettings;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where a request is paid: at the provider, by its link; else, while Rapport is being tried out, on a page of our own. */
@Component
public class PaymentLinks {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final String KNOWN = "reference|amount|amount_minor|currency|product";
    private static final int MINOR = 2;

    private final String template;
    private final boolean isOwnPageOpen;

    PaymentLinks(PaymentSettings settings, Environment environment) {
        this.template = checked(settings.linkTemplate().strip());
        // The same rule by which the platform decides that there is a demo clock at all.
        boolean isTriedOut =
                environment.getProperty("spring.datasource.url", "").isBlank()
                        && environment.getProperty("rapport.demo", Boolean.class, true);
        this.isOwnPageOpen = settings.demoPage().isBlank() ? isTriedOut : Boolean.parseBoolean(settings.demoPage());
    }

    /** Whether people may pay on our own page, where nothing is really paid. */
    public boolean isOwnPageOpen() {
        return isOwnPageOpen;
    }

    /**
     * How a reference becomes a link.
     *
     * @param base under which address clients reach this server, if they do
     * @return empty if there is no place to pay a request: then the page of the product has to do
     */
    public Optional<UnaryOperator<String>> to(
            String product, BigDecimal amount, String currency, Optional<String> base) {
        if (!template.isEmpty()) {
            return Optional.of(reference -> filled(reference, product, amount, currency));
        }
        return isOwnPageOpen
                ? base.<UnaryOperator<String>>map(address -> reference -> address + "/pay/" + reference)
                : Optional.empty();
    }

    private String filled(String reference, String product, BigDecimal amount, String currency) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(encoded(
                        switch (found.group(1)) {
                            case "reference" -> reference;
                            case "amount" -> amount.setScale(MINOR).toPlainString();
                            case "amount_minor" ->
                                amount.movePointRight(MINOR).toBigInteger().toString();
                            case "currency" -> currency;
                            default -> product;
                        })));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String checked(String template) {
        if (template.isEmpty()) {
            return template;
        }
        boolean isKnown = PLACEHOLDER
                .matcher(template)
                .results()
                .allMatch(found -> found.group(1).matches(KNOWN));
        if (!isKnown || !template.contains("{reference}") || !isAddress(template)) {
            throw new IllegalArgumentException(
                    "RAPPORT_PAYMENTS_LINK_TEMPLATE is '%s', but must be an address with {reference} in it, such as https://pay.example.com/?ref={reference}&amount={amount}; also known: {amount_minor}, {currency}, {product}"
                            .formatted(template));
        }
        return template;
    }

    private static boolean isAddress(String template) {
        try {
            URI address = URI.create(PLACEHOLDER.matcher(template).replaceAll("x"));
            return address.getHost() != null
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
