package io.rapport.simulation;

import io.rapport.content.ContentItem;
import io.rapport.decision.Departure;
import io.rapport.decision.Initiative;
import io.rapport.decision.NextReview;
import io.rapport.decision.Outcome;
import io.rapport.decision.Reply;
import io.rapport.decision.SeriesMove;
import io.rapport.decision.Trigger;
import io.rapport.decision.Verdict;
import io.rapport.fact.Deeds;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Said;
import io.rapport.fact.SignalFact;
import io.rapport.ruleset.Ruleset;
import io.rapport.ruleset.stage.TouchKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One invented client through {@link Habits#LIFE}: whatever comes first, an act of the client's or the instant that the last decision
 * named, is decided about and carried out as the house does it.
 */
final class Life {

    /** Nobody needs that many; it would be a loop. */
    private static final int MOST_DECISIONS = 3_000;

    private static final Duration ANOTHER_TRY = Duration.ofDays(1);
    private static final Duration SOONEST = Duration.ofSeconds(1);

    private final Ruleset rules;
    private final Profile profile;
    private final Habits habits;
    private final House house;
    private final Truth truth;
    private final Random random;
    private final Report report;
    private final PriorityQueue<Act> acts = new PriorityQueue<>(Comparator.comparing(Act::at));
    private final List<Sent> sent = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private @Nullable Instant due;
    private Cause cause = Cause.EVENT;
    private String lastRow = "";

    /** Why a client is looked at. */
    private enum Cause {
        EVENT,
        TIME,
        HELD,
        TOUCH_IS_OVER
    }

    Life(Ruleset rules, List<ContentItem> library, long id, long seed, Report report) {
        this.rules = rules;
        this.report = report;
        random = new Random(seed * 1_000_003 + id);
        profile = Profile.of(id, random);
        habits = new Habits(profile, random);
        house = new House(profile, library, rules.tables().table("matching").zone());
        truth = new Truth(id, profile.zone(), !profile.zoneFrom().equals("DEFAULT"));
        truth.isInControlGroup = ControlGroup.contains(id);
        truth.isInWhatsApp = profile.channel().equals("whatsapp");
    }

    void live(Checker checker) {
        acts.addAll(habits.plans());
        Instant end = profile.born().plus(Habits.LIFE);
        int decisions = 0;
        while (true) {
            Act act = acts.peek();
            boolean isActFirst = act != null && (due == null || !act.at().isAfter(due));
            Instant now = isActFirst ? act.at() : due;
            if (now == null || now.isAfter(end)) {
                break;
            }
            if (++decisions > MOST_DECISIONS) {
                report.loops.add("client " + profile.id() + " at " + now + " by " + lastRow);
                break;
            }
            if (isActFirst) {
                acts.remove();
                happen(act);
            } else {
                review(now);
            }
        }
        checker.check(truth, sent);
        report.clients++;
    }

    private void happen(Act act) {
        Instant now = act.at();
        if (act instanceof Act.Says says) {
            hear(says);
        } else if (act instanceof Act.Happens told) {
            tell(told);
        } else if (act instanceof Act.Agrees agrees) {
            house.happened("GAVE_CONSENT", now, Map.of());
            house.agreed(agrees.isForThisChannel() ? null : "max", now);
            if (agrees.isForThisChannel()) {
                truth.consents.begin(now);
            }
        } else if (act instanceof Act.TakesAgreementBack) {
            house.tookAgreementBack(now);
            truth.consents.end(now);
        } else if (act instanceof Act.HumanTakesOver) {
            house.handToHuman(now);
            truth.withHuman.begin(now);
        } else if (act instanceof Act.HumanHandsBack && house.isWithHuman()) {
            house.handBack(now);
            truth.withHuman.end(now);
            dueAt(now, Cause.EVENT);
        } else if (act instanceof Act.Leaves leaves) {
            pass(leaves.touch(), now);
        }
    }

    private void tell(Act.Happens told) {
        house.happened(told.type(), told.happened(), told.attributes());
        truth.deeds.add(told.at());
        if (told.type().equals("BLOCKED")) {
            truth.blocked.begin(told.at());
        }
        dueAt(told.at(), Cause.EVENT);
    }

    private void hear(Act.Says says) {
        Instant now = says.at();
        truth.deeds.add(now);
        truth.messages.add(now);
        truth.blocked.end(now);
        house.wrote(now);
        house.happened(says.type(), now, Map.of("channel", profile.channel()));
        var signals = new ArrayList<SignalFact>();
        says.signals().forEach((type, value) -> {
            signals.add(new SignalFact(type, "…", value.isEmpty() ? null : value));
            if (!type.equals(says.type())) {
                house.happened(type, now, value.isEmpty() ? Map.of() : Map.of("value", value));
            }
            switch (type) {
                case "STOP" -> {
                    truth.stopped.begin(now);
                    truth.consents.end(now);
                }
                case "OPT_IN" -> truth.stopped.end(now);
                case "GAVE_CONSENT" -> truth.consents.begin(now);
                case "REFUSED_CONSENT" -> {
                    truth.consents.end(now);
                    house.tookAgreementBack(now);
                }
                default -> {
                    // nothing that we promise anything about
                }
            }
        });
        FactSheet sheet = house.sheet(new Said(signals, false, "…"), now);
        Outcome outcome = decide(sheet, Trigger.MESSAGE);
        report.answers++;
        house.replied(outcome.reply(), now);
        if (house.isWithHuman()) {
            truth.withHuman.begin(now);
        }
        contents(outcome.reply()).forEach(content -> truth.handedOver.putIfAbsent(content, now));
        house.move(outcome.initiative().moves(), now);
        house.stands(outcome);
        lastRow = "";
        wait(house.isOptedOut() ? null : outcome.next(), now);
        acts.addAll(habits.hears(outcome.reply(), now));
    }

    private void review(Instant now) {
        // Something has happened since it was planned: it is decided anew.
        house.onItsWay = null;
        acts.removeIf(act -> act instanceof Act.Leaves);
        FactSheet sheet = house.sheet(Said.NOTHING, now);
        Outcome outcome = decide(sheet, Trigger.DUE);
        Initiative initiative = outcome.initiative();
        String before = house.standing();
        house.stands(outcome);
        report.reviewed(
                outcome,
                cause == Cause.TIME,
                !before.equals(house.standing()),
                !row(initiative).equals(lastRow));
        lastRow = row(initiative);
        due = null;
        if (initiative.leaves() != null) {
            house.happened(initiative.leaves(), now, Map.of());
        }
        List<SeriesMove> moves = moves(initiative);
        house.move(moves, now);
        if (initiative.isAllowed()) {
            plan(sheet, initiative, now);
        } else if (initiative.touch().isSilence() && !moves.isEmpty()) {
            dueAt(now.plus(SOONEST), Cause.EVENT);
        } else if (initiative.verdict() instanceof Verdict.Hold hold) {
            dueAt(hold.until(), Cause.HELD);
        } else {
            wait(outcome.next(), now);
        }
    }

    private Outcome decide(FactSheet sheet, Trigger trigger) {
        long from = System.nanoTime();
        Outcome outcome = rules.decide(sheet, trigger, house.candidates(sheet.at()));
        report.nanos += System.nanoTime() - from;
        report.decisions++;
        return outcome;
    }

    private void wait(@Nullable NextReview next, Instant now) {
        due = null;
        if (next != null) {
            dueAt(next.at().isBefore(now.plus(SOONEST)) ? now.plus(SOONEST) : next.at(), Cause.TIME);
        }
    }

    private void dueAt(Instant at, Cause why) {
        if (due == null || at.isBefore(due)) {
            due = at;
            cause = why;
        }
    }

    /** What hangs on a touch waits for it. */
    private static List<SeriesMove> moves(Initiative initiative) {
        return initiative.moves().stream()
                .filter(move -> initiative.touch().isSilence()
                        || !move.by().equals(initiative.by())
                        || initiative.isAllowed() && !(move instanceof SeriesMove.Advance))
                .toList();
    }

    private void plan(FactSheet sheet, Initiative initiative, Instant now) {
        String key = TouchKeys.of(initiative, sheet);
        if (keys.contains(key)) {
            // The database would refuse it.
            report.refusedKeys.add("client " + profile.id() + " at " + now + " key " + key);
            dueAt(now.plus(ANOTHER_TRY), Cause.EVENT);
            return;
        }
        var touch = new OnItsWay(key, initiative, touched(initiative, sheet, key), now);
        house.onItsWay = touch;
        boolean isLate = random.nextInt(10) == 0;
        acts.add(new Act.Leaves(now.plusMillis(isLate ? random.nextInt(18_000_000) : 300), touch));
    }

    private Map<String, Object> touched(Initiative initiative, FactSheet sheet, String key) {
        var attributes = new HashMap<String, Object>(Map.of("touch", key, "channel", profile.channel()));
        if (initiative.goal() != null) {
            attributes.put("goal", initiative.goal());
        }
        for (SeriesMove move : initiative.moves()) {
            if (move instanceof SeriesMove.Advance step && move.by().equals(initiative.by())) {
                attributes.put("sequence", step.sequence());
                attributes.put("cycle", Long.toString(sheet.client().count("sequenceCycle")));
                attributes.put("step", Integer.toString(step.step()));
            }
        }
        return attributes;
    }

    /** The gate, at the moment of sending. */
    private void pass(OnItsWay touch, Instant now) {
        house.onItsWay = null;
        boolean isDue = due != null && !due.isAfter(now);
        if (house.isOptedOut() || house.isBlocked() || house.hasWrittenSince(touch.plannedAt()) || isDue) {
            report.stoppedAtGate++;
            dueAt(now, Cause.TOUCH_IS_OVER);
            return;
        }
        Initiative initiative = touch.initiative();
        var departure = new Departure(
                Departure.PROACTIVE, profile.channel(), touch.key(), initiative.window(), initiative.by());
        Verdict verdict = rules.permit(house.sheet(Said.NOTHING, now), departure);
        if (verdict instanceof Verdict.Hold hold) {
            report.heldAtGate++;
            due = hold.until();
            cause = Cause.HELD;
        } else if (verdict instanceof Verdict.Suppress) {
            report.stoppedAtGate++;
            dueAt(now, Cause.TOUCH_IS_OVER);
        } else {
            send(touch, now);
        }
    }

    private void send(OnItsWay touch, Instant now) {
        Reply words = touch.initiative().touch();
        house.happened(Deeds.TOUCHED, now, touch.touched());
        house.bring(words, now);
        keys.add(touch.key());
        dueAt(now, Cause.TOUCH_IS_OVER);
        if (random.nextInt(100) == 0) {
            house.happened(Deeds.TOUCH_LOST, now, Map.of("touch", touch.key()));
            return;
        }
        String row = row(touch.initiative());
        String reason =
                touch.initiative().by() == null ? "" : touch.initiative().by().reason();
        List<String> contents = contents(words);
        sent.add(new Sent(profile.id(), now, touch.key(), row, reason, contents.isEmpty() ? null : contents.get(0)));
        report.touches.merge(row + " " + reason, 1L, Long::sum);
        acts.addAll(habits.isTouched(words, touch.key(), now));
    }

    private static List<String> contents(Reply reply) {
        return reply.parts().stream()
                .filter(part -> part.content() != null)
                .map(part -> part.content().id())
                .toList();
    }

    private static String row(Initiative initiative) {
        return initiative.by() == null ? "—" : initiative.by().row();
    }
}
