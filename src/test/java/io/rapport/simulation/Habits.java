package io.rapport.simulation;

import io.rapport.decision.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** How an invented client lives: what it sets out to do, and what it does when something is said to it. */
final class Habits {

    static final Duration LIFE = Duration.ofDays(120);

    private static final List<String> GOALS =
            List.of("TRAVEL", "WORK", "IT", "EXAMS", "CHILDREN", "SPEAKING", "MOVING", "HOBBY");
    private static final List<String> LEVELS = List.of("A1", "A2", "B1", "B2", "C1");

    /** As often as they are named. */
    private static final List<String> TOPICS = List.of(
            "ASKED_PRICE",
            "ASKED_PRICE",
            "ASKED_PRICE",
            "ASKED_PRICE",
            "ASKED_PRICE",
            "OBJECTION_PRICE",
            "OBJECTION_PRICE",
            "OBJECTION_PRICE",
            "WANTS_MATERIAL",
            "WANTS_MATERIAL",
            "WANTS_MATERIAL",
            "TOLD_INTEREST",
            "TOLD_INTEREST",
            "TOLD_LEVEL",
            "TOLD_LEVEL",
            "WANTS_TRIAL",
            "WANTS_TRIAL",
            "READY_TO_BUY",
            "ASKED_SCHEDULE",
            "ASKED_FORMAT",
            "ASKED_PAYMENT",
            "OBJECTION_TIME",
            "OBJECTION_THINK",
            "OBJECTION_THINK",
            "NOT_INTERESTED",
            "THANKS",
            "GREETING",
            "OTHER",
            "OTHER",
            "WANTS_HUMAN");

    private final Profile profile;
    private final Random random;

    Habits(Profile profile, Random random) {
        this.profile = profile;
        this.random = random;
    }

    /** What the client does whatever we do. */
    List<Act> plans() {
        var acts = new ArrayList<Act>();
        Instant born = profile.born();
        acts.add(new Act.Says(
                born,
                "STARTED",
                profile.source() == null ? Map.of("STARTED", "") : Map.of("STARTED", profile.source())));
        Instant at = born;
        for (int n = random.nextInt(6); n > 0; n--) {
            at = at.plus(someSeconds(20, 86_400));
            acts.add(says(at));
        }
        for (int n = random.nextInt(4); n > 0; n--) {
            acts.add(says(someDay()));
        }
        agree(acts);
        if (random.nextInt(10) == 0) {
            Instant from = someDay();
            acts.add(new Act.HumanTakesOver(from));
            acts.add(new Act.HumanHandsBack(from.plus(someSeconds(600, 20 * 86_400))));
        }
        if (random.nextInt(20) == 0) {
            Instant stops = someDay();
            acts.add(says(stops, "STOP", ""));
            if (random.nextBoolean()) {
                acts.add(new Act.Says(stops.plus(someSeconds(60, 40 * 86_400)), "BUTTON", Map.of("OPT_IN", "")));
            }
            if (random.nextBoolean()) {
                acts.add(new Act.Agrees(stops.plus(someSeconds(60, 60 * 86_400)), true));
            }
        }
        if (random.nextInt(25) == 0) {
            Instant when = someDay();
            acts.add(new Act.Happens(when, "BLOCKED", when, Map.of()));
        }
        if (random.nextInt(8) == 0) {
            buys(someDay(), acts);
        }
        if (random.nextInt(8) == 0) {
            hasTrial(someDay(), acts);
        }
        return acts;
    }

    private void agree(List<Act> acts) {
        Instant soon = profile.born().plusSeconds(30);
        switch (profile.consenting()) {
            case AT_ONCE -> acts.add(new Act.Agrees(soon, true));
            case LATER -> acts.add(new Act.Agrees(someDay(), true));
            case FOR_ANOTHER_CHANNEL -> acts.add(new Act.Agrees(soon, false));
            case TAKEN_BACK -> {
                acts.add(new Act.Agrees(soon, true));
                Instant back = someDay();
                acts.add(new Act.TakesAgreementBack(back));
                if (random.nextInt(3) == 0) {
                    acts.add(new Act.Agrees(back.plus(someSeconds(60, 30 * 86_400)), true));
                }
            }
            case WHEN_ASKED, NEVER -> {
                // waits for the question
            }
        }
    }

    /** What the client does about an answer, or about a question in a touch. */
    List<Act> hears(Reply reply, Instant now) {
        var acts = new ArrayList<Act>();
        for (Reply.Part part : reply.parts()) {
            if ("TRIAL_BOOKED".equals(part.leaves())) {
                hasTrial(now.plus(someSeconds(86_400, 5 * 86_400)), acts);
            }
            if (part.action().equals("SEND_PAYMENT_LINK") && random.nextInt(3) == 0) {
                buys(now.plus(someSeconds(300, 2 * 86_400)), acts);
            }
            if (part.action().equals("HAND_OFF")) {
                acts.add(new Act.HumanHandsBack(now.plus(someSeconds(600, 10 * 86_400))));
            }
        }
        if (reply.asks() != null && random.nextDouble() < profile.liveliness()) {
            answer(reply.asks(), now.plus(someSeconds(5, random.nextInt(4) == 0 ? 3 * 86_400 : 900)), acts);
        }
        return acts;
    }

    /** What a touch brings about: mostly nothing. */
    List<Act> isTouched(Reply touch, String key, Instant now) {
        var acts = new ArrayList<Act>();
        if (random.nextInt(100) == 0) {
            acts.add(says(now.plus(someSeconds(10, 3_600)), "STOP", ""));
            return acts;
        }
        if (random.nextInt(100) == 0) {
            Instant at = now.plus(someSeconds(10, 3_600));
            acts.add(new Act.Happens(at, "BLOCKED", at, Map.of()));
            return acts;
        }
        for (Reply.Part part : touch.parts()) {
            if (part.content() != null && random.nextInt(4) == 0) {
                Instant clicked = now.plus(someSeconds(60, 2 * 86_400));
                String id = part.content().id();
                acts.add(new Act.Happens(clicked, "LINK_CLICKED", clicked, Map.of("value", id, "touch", key)));
                acts.add(new Act.Happens(clicked, "CONTENT_OPENED", clicked, Map.of("value", id)));
            }
        }
        if (random.nextDouble() < profile.liveliness() / 4) {
            Instant at = now.plus(someSeconds(60, random.nextInt(3) == 0 ? 4 * 86_400 : 7_200));
            if (touch.asks() == null || random.nextBoolean()) {
                acts.add(says(at));
            } else {
                answer(touch.asks(), at, acts);
            }
        }
        return acts;
    }

    private void answer(String question, Instant at, List<Act> acts) {
        switch (question) {
            case "GOAL", "INTERESTS" -> acts.add(says(at, "TOLD_INTEREST", Profile.one(GOALS, random)));
            case "LEVEL" -> acts.add(says(at, "TOLD_LEVEL", Profile.one(LEVELS, random)));
            case "CONTACT" -> acts.add(says(at, "TOLD_CONTACT", "+79990000000"));
            case "TRIAL", "TRIAL_TIME" -> acts.add(says(at, random.nextBoolean() ? "WANTS_TRIAL" : "OTHER", ""));
            case "OFFER" ->
                acts.add(says(
                        at, Profile.one(List.of("READY_TO_BUY", "OBJECTION_PRICE", "OBJECTION_THINK"), random), ""));
            case "CONSENT" -> {
                boolean says = profile.consenting() != Profile.Consenting.NEVER && random.nextInt(4) > 0;
                acts.add(says(at, says ? "GAVE_CONSENT" : "REFUSED_CONSENT", ""));
            }
            default -> acts.add(says(at));
        }
    }

    private Act says(Instant at) {
        String topic = Profile.one(TOPICS, random);
        return says(
                at,
                topic,
                switch (topic) {
                    case "TOLD_INTEREST" -> Profile.one(GOALS, random);
                    case "TOLD_LEVEL" -> Profile.one(LEVELS, random);
                    default -> "";
                });
    }

    private Act says(Instant at, String signal, String value) {
        return new Act.Says(at, random.nextInt(3) == 0 ? "BUTTON" : "MESSAGE", Map.of(signal, value));
    }

    /** The school tells at once, or its CRM does a day later. */
    private void hasTrial(Instant at, List<Act> acts) {
        String came = random.nextInt(10) < 6 ? "TRIAL_DONE" : "TRIAL_MISSED";
        acts.add(new Act.Happens(at.plusSeconds(random.nextInt(4) == 0 ? 86_400 : 60), came, at, Map.of()));
        if (came.equals("TRIAL_DONE") && random.nextInt(3) == 0) {
            buys(at.plus(someSeconds(3_600, 9 * 86_400)), acts);
        }
    }

    private void buys(Instant at, List<Act> acts) {
        acts.add(new Act.Happens(at, "PURCHASED", at, Map.of("amount", "4900", "value", "GROUP")));
    }

    private Instant someDay() {
        return profile.born().plus(someSeconds(60, (int) LIFE.toSeconds()));
    }

    private Duration someSeconds(int from, int to) {
        return Duration.ofMillis(from * 1_000L + random.nextLong((to - from) * 1_000L));
    }
}
