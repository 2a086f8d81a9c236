package io.rapport.ruleset.stage;

import io.rapport.decision.Departure;
import io.rapport.decision.NotMatched;
import io.rapport.decision.RowHit;
import io.rapport.decision.Verdict;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.table.Glimpse;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.table.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The policy: whether a touch may leave at an instant, and if not now, when. Pure, so that what is decided and what is checked
 * before the send agree.
 */
public final class Permitting {

    private final RuleEngine policy;
    private final List<Row> rows;
    private final List<ZoneId> plausibleZones;
    private final Waiting waiting;

    /**
     * @param plausibleZones where a client whose zone is not known may live
     * @param longest a touch that could not leave within this time is not worth waiting for
     */
    public Permitting(RuleEngine policy, Set<ZoneId> plausibleZones, Duration longest) {
        this.policy = policy;
        this.plausibleZones = List.copyOf(plausibleZones);
        this.rows = inOrder(policy.table());
        this.waiting = new Waiting(policy.table(), rows, longest);
    }

    /** As the table reads them: from the top, those without conditions last. */
    public static List<Row> inOrder(RuleTable table) {
        return table.enabledRows().stream()
                .sorted(Comparator.comparing(Row::isDefault).thenComparingInt(Row::number))
                .toList();
    }

    /**
     * A touch that wants to leave at the sheet's instant.
     *
     * @param client the sheet's facts, with score, tags and stage as decided
     */
    public record Question(FactSheet sheet, Facts client, Departure touch) {}

    public Verdict permit(FactSheet sheet, Facts client, Departure touch) {
        return permit(List.of(new Question(sheet, client, touch)), sheet.at()).get(0);
    }

    /** @param questions with sheets of this instant */
    public List<Verdict> permit(List<Question> questions, Instant now) {
        List<Moments> moments = questions.stream().map(this::moments).toList();
        var subjects = new ArrayList<Subject>();
        moments.forEach(moment -> subjects.addAll(moment.subjects(now)));
        Iterator<List<Row>> found = policy.rowsForEach(subjects, now).iterator();
        return moments.stream()
                .map(moment -> verdict(
                        moment,
                        moment.places().stream()
                                .map(place -> found.next().stream().findFirst())
                                .toList(),
                        now))
                .toList();
    }

    private Moments moments(Question question) {
        return new Moments(question.sheet(), question.client(), question.touch(), plausibleZones);
    }

    /** @param found the row for each place where the client may be */
    private Verdict verdict(Moments moment, List<Optional<Row>> found, Instant now) {
        Finding finding = Finding.strictest(found, moment.outsideWindow(now));
        return switch (finding.verdict()) {
            case ALLOW -> new Verdict.Allow(finding.by());
            case SUPPRESS -> new Verdict.Suppress(finding.by());
            case HOLD -> hold(moment, now, finding.by());
        };
    }

    /**
     * The verdict if it depends on these facts alone: then nothing else need be read. Most answers to clients are such.
     *
     * @param client those of the client's facts that are known
     * @param touch those of the touch's
     */
    public Optional<Verdict> permitAtOnce(Facts client, Facts touch, Instant now) {
        var glimpse = new Glimpse(new Subject(client, touch));
        for (Row row : rows) {
            Glimpse.Answer answer = row.isValidOn(policy.table().day(now)) ? glimpse.holds(row) : Glimpse.Answer.NO;
            if (answer == Glimpse.Answer.UNSURE) {
                return Optional.empty();
            }
            if (answer == Glimpse.Answer.YES) {
                return switch (Finding.of(row).verdict()) {
                    case ALLOW -> Optional.of(new Verdict.Allow(row.hit()));
                    case SUPPRESS -> Optional.of(new Verdict.Suppress(row.hit()));
                    case HOLD -> Optional.empty();
                };
            }
        }
        return Optional.empty();
    }

    /** For each row that does not hold: the first cell that stands in the way; where the zone is unknown, in the first plausible one. */
    public List<NotMatched> whyNot(FactSheet sheet, Facts client, Departure touch) {
        Subject subject = new Moments(sheet, client, touch, plausibleZones)
                .subjects(sheet.at())
                .get(0);
        return rows.stream().flatMap(row -> row.whyNot(subject).stream()).toList();
    }

    /** When a touch that may not leave now may leave after all, or wait, by the passing of time alone; absent if that would be too long. */
    public Optional<Instant> suppressedUntil(Question question) {
        return waiting.until(
                Finding.Kind.SUPPRESS, moments(question), question.sheet().at());
    }

    private Verdict hold(Moments moment, Instant now, RowHit by) {
        Optional<Instant> until = waiting.until(Finding.Kind.HOLD, moment, now);
        if (until.isPresent()) {
            return new Verdict.Hold(until.get(), by);
        }
        return new Verdict.Suppress(new RowHit(
                by.table(),
                by.row(),
                by.cell(),
                by.reason() + " — и так ещё " + waiting.longest().toDays() + " дней, ждать незачем",
                null));
    }

    /** What a row finds about one instant. */
    record Finding(Kind verdict, RowHit by) {

        /** From the mildest. */
        enum Kind {
            ALLOW,
            HOLD,
            SUPPRESS
        }

        /** What no row allows stays here. */
        static final Finding NO_ROW = new Finding(
                Kind.SUPPRESS, new RowHit("policy", "—", "policy.xlsx", "Ни одна строка не разрешает отправку", null));

        static Finding of(Row row) {
            return new Finding(kind(row), row.hit());
        }

        static Kind kind(Row row) {
            return Kind.valueOf(String.valueOf(row.text("verdict")));
        }

        /** @param outside what the touch's own window says */
        static Finding strictest(List<Optional<Row>> rows, Optional<Finding> outside) {
            Finding strictest = null;
            for (Optional<Row> row : rows) {
                Finding found = row.map(Finding::of).orElse(NO_ROW);
                if (strictest == null || found.verdict().compareTo(strictest.verdict()) > 0) {
                    strictest = found;
                }
            }
            boolean isOutside = outside.isPresent()
                    && (strictest == null || outside.get().verdict().compareTo(strictest.verdict()) > 0);
            return isOutside ? outside.get() : strictest == null ? NO_ROW : strictest;
        }
    }

    /** The facts of a touch that do not depend on the instant. */
    static Map<String, Object> facts(Departure touch) {
        return Map.of("kind", touch.kind(), "channel", touch.channel());
    }
}
