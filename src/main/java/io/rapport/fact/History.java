package io.rapport.fact;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a client's events amount to: a fold, oldest first. */
final class History {

    private static final Set<String> HEARD = Set.of(Deeds.STARTED, Deeds.MESSAGE, Deeds.BUTTON, Deeds.CONTACT_SHARED);

    private final Map<String, Long> counts = new HashMap<>();
    private final Set<String> interests = new TreeSet<>();
    private final Set<String> asked = new TreeSet<>();
    private @Nullable String level;
    private @Nullable String lastQuestion;
    private @Nullable String lastAction;
    private @Nullable Instant lastHeard;
    private @Nullable Instant heardBefore;
    private @Nullable Instant lastOffer;
    private @Nullable String lastProduct;
    private @Nullable Instant waitingSince;
    private boolean reassured;
    private long clarifications;
    private boolean trialBooked;
    private BigDecimal revenue = BigDecimal.ZERO;

    static History of(List<EventFact> events, Instant now) {
        var history = new History();
        events.stream().filter(event -> !event.at().isAfter(now)).forEach(history::add);
        return history;
    }

    private void add(EventFact event) {
        counts.merge(event.type(), 1L, Long::sum);
        String value = event.attribute("value");
        if (HEARD.contains(event.type())) {
            heardBefore = lastHeard;
            lastHeard = event.at();
        }
        switch (event.type()) {
            case Deeds.TOLD_LEVEL -> level = value == null ? level : value;
            case Deeds.TOLD_INTEREST -> addTo(interests, value);
            case Deeds.REPLIED -> replied(value);
            case Deeds.QUESTION_ASKED -> {
                addTo(asked, value);
                lastQuestion = value;
            }
            case Deeds.OFFER_MADE -> {
                lastOffer = event.at();
                lastProduct = value == null ? lastProduct : value;
            }
            case Deeds.ASKED_PRICE, Deeds.READY_TO_BUY -> lastProduct = value == null ? lastProduct : value;
            case Deeds.HANDED_OFF, Deeds.OPERATOR_WROTE -> {
                waitingSince = event.at();
                reassured = false;
            }
            case Deeds.RETURNED_TO_BOT -> waitingSince = null;
            case Deeds.TRIAL_BOOKED -> trialBooked = true;
            case Deeds.TRIAL_DONE, Deeds.TRIAL_MISSED -> trialBooked = false;
            case Deeds.PURCHASED -> revenue = revenue.add(amount(event));
            case Deeds.REFUNDED -> revenue = revenue.subtract(amount(event));
            default -> {
                // counted, and that is all
            }
        }
    }

    private void replied(@Nullable String action) {
        lastAction = action;
        reassured |= Deeds.REASSURE.equals(action);
        if (Deeds.CLARIFY.equals(action)) {
            // Who is asked to say it otherwise still has the question in mind.
            clarifications++;
        } else {
            lastQuestion = null;
            clarifications = 0;
        }
    }

    private static void addTo(Set<String> values, @Nullable String value) {
        if (value != null) {
            values.add(value);
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

    /** @param isDueToMessage then silence is what lay before that message */
    Map<String, Object> facts(Instant now, boolean isDueToMessage) {
        var facts = new HashMap<String, Object>();
        Instant silentSince = isDueToMessage ? heardBefore : lastHeard;
        facts.put("daysSilent", silentSince == null ? 0L : days(silentSince, now));
        facts.put("messages", HEARD.stream().mapToLong(this::count).sum());
        facts.put("levelKnown", level != null);
        put(facts, "level", level);
        facts.put("interestsKnown", !interests.isEmpty());
        facts.put("interests", Set.copyOf(interests));
        facts.put("hasContact", count(Deeds.TOLD_CONTACT) + count(Deeds.CONTACT_SHARED) > 0);
        facts.put("greeted", count(Deeds.REPLIED) > 0);
        facts.put("askedQuestions", Set.copyOf(asked));
        put(facts, "lastQuestion", lastQuestion);
        put(facts, "lastAction", lastAction);
        facts.put("clarifications", clarifications);
        facts.put("askedPrice", count(Deeds.ASKED_PRICE) > 0);
        facts.put("priceObjections", count(Deeds.OBJECTION_PRICE));
        facts.put("offersMade", count(Deeds.OFFER_MADE));
        put(facts, "daysSinceOffer", lastOffer == null ? null : days(lastOffer, now));
        put(facts, "lastProduct", lastProduct);
        put(
                facts,
                "minutesWaiting",
                waitingSince == null
                        ? null
                        : Math.max(0, Duration.between(waitingSince, now).toMinutes()));
        facts.put("reassured", reassured);
        facts.put("magnetTaken", count(Deeds.MAGNET_SENT) > 0);
        facts.put("contentSent", count(Deeds.CONTENT_SENT));
        facts.put("trialBooked", trialBooked);
        facts.put("trialDone", count(Deeds.TRIAL_DONE) > 0);
        facts.put("purchases", count(Deeds.PURCHASED));
        facts.put("revenue", revenue);
        facts.put("complaints", count(Deeds.COMPLAINT));
        return facts;
    }

    private long count(String type) {
        return counts.getOrDefault(type, 0L);
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    private static long days(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toDays());
    }
}
