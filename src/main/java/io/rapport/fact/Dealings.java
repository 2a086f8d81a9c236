package io.rapport.fact;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a client was offered, bought, gave back and thought of it: a fold of events, oldest first. */
final class Dealings {

    private @Nullable String lastProduct;
    private @Nullable String lastPurchase;
    private final Set<String> bought = new TreeSet<>();
    private BigDecimal revenue = BigDecimal.ZERO;
    /** Percent promised on a product and not yet used. */
    private final Map<String, Long> discounts = new HashMap<>();

    private final Map<String, Instant> discountedAt = new HashMap<>();
    private long discountsMade;
    private @Nullable Long nps;

    void add(EventFact event) {
        String value = event.attribute("value");
        switch (event.type()) {
            case Deeds.OFFER_MADE -> {
                lastProduct = value == null ? lastProduct : value;
                offered(event, value);
            }
            case Deeds.ASKED_PRICE, Deeds.READY_TO_BUY -> lastProduct = value == null ? lastProduct : value;
            case Deeds.PURCHASED -> {
                revenue = revenue.add(amount(event));
                if (value != null) {
                    lastPurchase = value;
                    bought.add(value);
                    discounts.remove(value);
                }
            }
            case Deeds.REFUNDED -> revenue = revenue.subtract(amount(event)).max(BigDecimal.ZERO);
            case Deeds.NPS -> nps = value != null && value.matches("\\d|10") ? Long.valueOf(value) : nps;
            default -> {
                // no dealing
            }
        }
    }

    /** An offer without a discount takes back none: what was promised stays promised. */
    private void offered(EventFact event, @Nullable String product) {
        String discount = event.attribute("discount");
        if (product != null && discount != null && discount.matches("[1-9]\\d?|100")) {
            discountsMade++;
            discounts.put(product, Long.valueOf(discount));
            discountedAt.put(product, event.at());
        }
    }

    /** How long ago the discount on the product in question was promised. */
    @Nullable
    Instant discountedAt() {
        return lastProduct != null && discounts.containsKey(lastProduct) ? discountedAt.get(lastProduct) : null;
    }

    void tell(Map<String, Object> facts) {
        put(facts, "lastProduct", lastProduct);
        put(facts, "lastPurchase", lastPurchase);
        facts.put("bought", Set.copyOf(bought));
        facts.put("revenue", revenue);
        facts.put("discountsMade", discountsMade);
        facts.put("lastDiscount", lastProduct == null ? 0L : discounts.getOrDefault(lastProduct, 0L));
        put(facts, "nps", nps);
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    private static BigDecimal amount(EventFact event) {
        try {
            String amount = event.attribute("amount");
            return amount == null ? BigDecimal.ZERO : new BigDecimal(amount);
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }
}
