package io.rapport.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a client's events amount to: a fold, oldest first. */
final class History {

    private static final String REASSURE = "REASSURE";
    private static final String CLARIFY = "CLARIFY";
    private static final Set<String> FOR_THE_PROMISE = Set.of("DATA_CONSENT", "GIFT_CONTACT");

    private final Map<String, Long> counts = new HashMap<>();
    private final Set<String> interests = new TreeSet<>();
    private final Set<String> asked = new TreeSet<>();
    private @Nullable String level;
    private @Nullable String lastQuestion;
    private @Nullable String lastAction;
    private @Nullable Instant lastHeard;
    private @Nullable Instant heardBefore;
    private final Map<String, Instant> latest = new HashMap<>();
    /** Touches of this cycle that brought no answer, by key. */
    private final Set<String> attempts = new LinkedHashSet<>();

    private final List<EventFact> touches = new ArrayList<>();
    private @Nullable Instant lastTouch;
    private @Nullable String lastGoal;
    private String touchOutcome = "NONE";
    private long cycles;
    private final Dealings dealings = new Dealings();
    private final Set<String> received = new TreeSet<>();
    private @Nullable String lastStart;
    private long promiseAsks;
    private @Nullable Instant waitingSince;
    private boolean reassured;
    private long clarifications;
    private boolean trialBooked;

    static History of(List<EventFact> events, Instant now) {
        var history = new History();
        events.stream().filter(event -> !event.at().isAfter(now)).forEach(history::add);
        return history;
    }

    private void add(EventFact event) {
        counts.merge(event.type(), 1L, Long::sum);
        String value = event.attribute("value");
        if (Deeds.HEARD.contains(event.type())) {
            heardBefore = lastHeard;
            lastHeard = event.at();
            answered();
        }
        latest.put(event.type(), event.at());
        dealings.add(event);
        switch (event.type()) {
            case Deeds.TOLD_LEVEL -> level = value == null ? level : value;
            case Deeds.TOLD_INTEREST -> addTo(interests, value);
            case Deeds.REPLIED -> replied(value);
            case Deeds.QUESTION_ASKED -> {
                addTo(asked, value);
                lastQuestion = value;
                promiseAsks += value != null && FOR_THE_PROMISE.contains(value) ? 1 : 0;
            }
            case Deeds.STARTED -> lastStart = value == null ? lastStart : value;
            case Deeds.CONTENT_SENT -> addTo(received, value);
            case Deeds.TOUCHED -> touched(event);
            case Deeds.TOUCH_LOST -> attempts.remove(event.attribute("touch"));
            case Deeds.LINK_CLICKED -> touchOutcome = touchOutcome.equals("IGNORED") ? "CLICKED" : touchOutcome;
            case Deeds.RESTED -> {
                cycles++;
                attempts.clear();
            }
            case Deeds.HANDED_OFF, Deeds.OPERATOR_WROTE -> {
                waitingSince = event.at();
                reassured = false;
            }
            case Deeds.RETURNED_TO_BOT -> waitingSince = null;
            case Deeds.TRIAL_BOOKED -> trialBooked = true;
            case Deeds.TRIAL_MISSED -> trialBooked = false;
            case Deeds.TRIAL_DONE -> {
                trialBooked = false;
                // Whoever has made up for it has not missed it.
                latest.remove(Deeds.TRIAL_MISSED);
                answered();
            }
            case Deeds.PURCHASED -> answered();
            default -> {
                // counted, and that is all
            }
        }
    }

    /** In words, or by coming or paying, which says more. */
    private void answered() {
        attempts.clear();
        cycles = 0;
        touchOutcome = lastTouch == null ? "NONE" : "ANSWERED";
    }

    private void replied(@Nullable String action) {
        lastAction = action;
        reassured |= REASSURE.equals(action);
        if (CLARIFY.equals(action)) {
            // Who is asked to say it otherwise still has the question in mind.
            clarifications++;
        } else {
            lastQuestion = null;
            clarifications = 0;
        }
    }

    private void touched(EventFact event) {
        attempts.add(String.valueOf(event.attribute("touch")));
        lastTouch = event.at();
        lastGoal = event.attribute("goal");
        touches.add(event);
        touchOutcome = "IGNORED";
    }

    private static void addTo(Set<String> values, @Nullable String value) {
        if (value != null) {
            values.add(value);
        }
    }

    Map<String, Object> facts(Instant now, boolean isDueToMessage) {
        var facts = new HashMap<String, Object>();
        facts.put("daysSilent", 0L);
        elapsed(isDueToMessage).forEach((name, elapsed) -> facts.put(name, elapsed.at(now)));
        facts.put("attempts", (long) attempts.size());
        facts.put("cycles", cycles);
        facts.put("lastTouchOutcome", touchOutcome);
        put(facts, "lastGoal", lastGoal);
        facts.put("gaveUp", isAfterHeard(Deeds.GAVE_UP));
        facts.put("linksClicked", count(Deeds.LINK_CLICKED));
        facts.put("messages", Deeds.HEARD.stream().mapToLong(this::count).sum());
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
        dealings.tell(facts);
        facts.put("reassured", reassured);
        facts.put("magnetTaken", count(Deeds.MAGNET_SENT) > 0);
        facts.put("contentSent", count(Deeds.CONTENT_SENT));
        facts.put("trialBooked", trialBooked);
        facts.put("trialDone", count(Deeds.TRIAL_DONE) > 0);
        facts.put("purchases", count(Deeds.PURCHASED));
        facts.put("refunds", count(Deeds.REFUNDED));
        facts.put("reviewLeft", count(Deeds.REVIEW_LEFT) > 0);
        facts.put("contactRefused", count(Deeds.CONTACT_REFUSED) + count(Deeds.REFUSED_DATA) > 0);
        facts.put("promiseAsks", promiseAsks);
        facts.put("complaints", count(Deeds.COMPLAINT));
        return facts;
    }

    /** By which link the client came the last time, as far as it said so. */
    @Nullable
    String lastStart() {
        return lastStart;
    }

    boolean hasReceived(String content) {
        return received.contains(content);
    }

    /** Where somebody who was at this place in a sequence stands after the touches that left. */
    SeriesPlace since(SeriesPlace place) {
        SeriesPlace latest = place;
        for (EventFact touch : touches) {
            latest = latest.after(touch);
        }
        return latest;
    }

    /** @param isDueToMessage then silence is what lay before that message */
    Map<String, Elapsed> elapsed(boolean isDueToMessage) {
        var elapsed = new HashMap<String, Elapsed>();
        putDays(elapsed, "daysSilent", isDueToMessage ? heardBefore : lastHeard);
        putDays(elapsed, "daysSinceTouch", lastTouch);
        putDays(elapsed, "daysSinceOffer", latest.get(Deeds.OFFER_MADE));
        putDays(elapsed, "daysSinceRest", latest.get(Deeds.RESTED));
        putDays(elapsed, "daysSinceDiscount", dealings.discountedAt());
        putDays(elapsed, "daysSinceNps", latest.get(Deeds.NPS));
        putDays(elapsed, "daysSinceRefund", latest.get(Deeds.REFUNDED));
        putDays(elapsed, "daysSinceAskedPrice", latest.get(Deeds.ASKED_PRICE));
        putDays(elapsed, "daysSinceMaterial", latest.get(Deeds.CONTENT_SENT));
        putDays(elapsed, "daysSinceClick", latest.get(Deeds.LINK_CLICKED));
        putDays(elapsed, "daysSincePurchase", latest.get(Deeds.PURCHASED));
        putDays(elapsed, "daysSinceTrialMissed", latest.get(Deeds.TRIAL_MISSED));
        putDays(elapsed, "daysSinceTrialDone", latest.get(Deeds.TRIAL_DONE));
        if (waitingSince != null) {
            elapsed.put("minutesWaiting", new Elapsed(waitingSince, Elapsed.MINUTE));
        }
        return elapsed;
    }

    private static void putDays(Map<String, Elapsed> elapsed, String name, @Nullable Instant since) {
        if (since != null) {
            elapsed.put(name, new Elapsed(since, Elapsed.DAY));
        }
    }

    private boolean isAfterHeard(String type) {
        Instant at = latest.get(type);
        return at != null && (lastHeard == null || !at.isBefore(lastHeard));
    }

    private long count(String type) {
        return counts.getOrDefault(type, 0L);
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}
