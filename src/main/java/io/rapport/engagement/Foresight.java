package io.rapport.engagement;

import io.rapport.client.Client;
import io.rapport.conversation.TemplateWriter;
import io.rapport.decision.Initiative;
import io.rapport.decision.Outcome;
import io.rapport.decision.Reply;
import io.rapport.decision.RowHit;
import io.rapport.decision.Verdict;
import io.rapport.fact.Enrolment;
import io.rapport.fact.FactSheet;
import io.rapport.release.Release;
import io.rapport.release.ReleaseArms;
import io.rapport.ruleset.horizon.Aftermath;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The time machine forwards: decides again at every instant that a decision names, and goes on as if what it says had been done. Changes
 * nothing.
 */
@Component
public class Foresight {

    private static final int MOST_DECISIONS = 200;

    private final Dossier dossier;
    private final Enrolments enrolments;
    private final Initiatives initiatives;
    private final Hindsight hindsight;
    private final Briefing briefing;
    private final ReleaseArms arms;

    Foresight(
            Dossier dossier,
            Enrolments enrolments,
            Initiatives initiatives,
            Hindsight hindsight,
            Briefing briefing,
            ReleaseArms arms) {
        this.dossier = dossier;
        this.enrolments = enrolments;
        this.initiatives = initiatives;
        this.hindsight = hindsight;
        this.briefing = briefing;
        this.arms = arms;
    }

    /** What happens until the given instant if the client stays silent. */
    public Foreseen plan(Client client, Instant now, Instant until) {
        Release release = arms.of(client.id(), client.source(), client.language(), now);
        Enrolment enrolment = enrolments.of(client.id()).orElse(null);
        FactSheet sheet = dossier.quiet(client, now);
        Set<String> seen = new HashSet<>(hindsight.seen(client.id()));
        var steps = new ArrayList<Foreseen.Step>();
        String silence = null;
        for (int n = 0; n < MOST_DECISIONS; n++) {
            Outcome outcome = initiatives.decide(sheet, enrolment, dossier.candidates(seen, sheet.at()), release);
            Initiative initiative = outcome.initiative();
            String row = initiative.action() + row(initiative.by());
            if (!Undertakings.isIdle(outcome) || !row.equals(silence)) {
                steps.add(step(client, initiative, sheet, release));
            }
            silence = row;
            contents(initiative.touch()).forEach(content -> {
                if (initiative.isAllowed()) {
                    seen.add(content);
                }
            });
            sheet = Aftermath.of(outcome, sheet);
            enrolment = goesOn(enrolment, sheet);
            Instant at = next(outcome, sheet.at());
            if (at == null) {
                return new Foreseen(List.copyOf(steps), Foreseen.Ends.NOTHING_WAITS);
            }
            if (at.isAfter(until)) {
                return new Foreseen(List.copyOf(steps), Foreseen.Ends.DAYS_OVER);
            }
            sheet = at.equals(sheet.at()) ? sheet : sheet.later(at);
        }
        return new Foreseen(List.copyOf(steps), Foreseen.Ends.TOO_MANY_STEPS);
    }

    /** Whoever comes into another sequence goes on by the live release. */
    private static @Nullable Enrolment goesOn(@Nullable Enrolment enrolment, FactSheet sheet) {
        boolean isSame = enrolment != null
                && enrolment.sequence().equals(sheet.client().text("sequence"))
                && enrolment.cycle() == sheet.client().count("sequenceCycle");
        return isSame ? enrolment : null;
    }

    private static @Nullable Instant next(Outcome outcome, Instant now) {
        Initiative initiative = outcome.initiative();
        boolean hasMoved = initiative.touch().isSilence() && !initiative.moves().isEmpty();
        if (initiative.isAllowed() || hasMoved) {
            return now;
        }
        if (initiative.verdict() instanceof Verdict.Hold hold) {
            return hold.until();
        }
        return outcome.next() == null ? null : outcome.next().at();
    }

    private Foreseen.Step step(Client client, Initiative initiative, FactSheet sheet, Release release) {
        Reply touch = initiative.touch();
        Verdict verdict = initiative.verdict();
        String text = touch.isSilence()
                ? null
                : TemplateWriter.write(briefing.brief(
                        touch, sheet, client, null, release.rules().tables()));
        RowHit by = initiative.by();
        return new Foreseen.Step(
                sheet.at(),
                sheet.at().atZone(ZoneId.of(client.timezone())).toOffsetDateTime(),
                initiative.action(),
                initiative.goal(),
                text,
                contents(touch).stream().findFirst().orElse(null),
                by == null ? null : by.row(),
                by == null ? null : by.reason(),
                verdict == null ? null : word(verdict),
                verdict instanceof Verdict.Hold hold ? hold.until() : null,
                verdict == null ? null : verdict.by().row());
    }

    private static String word(Verdict verdict) {
        if (verdict instanceof Verdict.Allow) {
            return "ALLOW";
        }
        return verdict instanceof Verdict.Hold ? "HOLD" : "SUPPRESS";
    }

    private static List<String> contents(Reply touch) {
        return touch.parts().stream()
                .map(Reply.Part::content)
                .filter(Objects::nonNull)
                .map(content -> content.id())
                .toList();
    }

    private static String row(@Nullable RowHit by) {
        return by == null ? "" : by.row();
    }
}
