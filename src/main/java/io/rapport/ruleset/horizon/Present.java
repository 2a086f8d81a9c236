package io.rapport.ruleset.horizon;

import io.rapport.decision.NextReview;
import io.rapport.decision.RowHit;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Subject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the tables say of one sheet, row by row and without Drools, and all that time can change about it. */
final class Present {

    /** As long as points fade, nobody is looked at later than this. */
    private static final Duration FAR = Duration.ofDays(400);

    private final TimedTables tables;
    private final FactSheet sheet;
    private final Instant now;
    private final Earliest earliest;
    private final Points points;
    private final Set<String> tags;
    private final String stage;
    private final long score;
    private Facts client;
    private @Nullable Row unsettling;

    Present(TimedTables tables, FactSheet sheet) {
        this.tables = tables;
        this.sheet = sheet;
        now = sheet.at();
        earliest = new Earliest(now);
        offerWhatIsToCome();
        points = new Points(
                tables.scoring().matches(sheet),
                tables.table("fit").held(Subject.of(sheet.client()), sheet.elapsed(), Map.of(), now),
                tables.scoringZone());
        BigDecimal engagement = points.engagement(now);
        BigDecimal fit = points.fit(now);
        score = engagement.add(fit).setScale(0, RoundingMode.FLOOR).longValueExact();
        client = scored(fit, engagement);
        tags = tagged();
        client = tags.equals(client.codes("tags")) ? client : client.with(Map.of("tags", tags));
        stage = staged();
        client = stage.equals(client.text("stage")) ? client : client.with(Map.of("stage", stage));
    }

    boolean isSettled() {
        return unsettling == null;
    }

    Optional<NextReview> next() {
        return earliest.review();
    }

    /** The same client once it is written down what the tables say now. */
    FactSheet afterwards() {
        return sheet.knowing(Map.of("tags", Set.copyOf(tags), "stage", stage));
    }

    void offerUnsettled(Instant soon) {
        Row row = unsettling;
        if (row != null) {
            earliest.offer(soon, row::hit);
        }
    }

    private void offerWhatIsToCome() {
        sheet.events().stream()
                .filter(event -> event.at().isAfter(now))
                .forEach(event ->
                        earliest.offer(event.at(), () -> new RowHit("event", event.type(), "", event.type(), null)));
        tables.table("experiments")
                .held(Subject.of(sheet.client()), Map.of(), Map.of(), now)
                .forEach(this::offerBothEnds);
    }

    private void offerBothEnds(TimedTable.Held held) {
        earliest.opening(held.row(), held.window());
        earliest.closing(held.row(), held.window());
    }

    private Facts scored(BigDecimal fit, BigDecimal engagement) {
        var facts = new HashMap<String, Object>();
        facts.put("scoreFit", fit);
        facts.put("scoreEngagement", engagement);
        facts.put("score", score);
        tables.table("bands")
                .first(Facts.of(facts), Map.of(), Look.Item.NONE, now, earliest, row -> true)
                .ifPresent(row -> facts.put("band", String.valueOf(row.text("band"))));
        return sheet.client().with(facts);
    }

    /** A tag stays until a row takes it off, so a row's end matters only where it undoes what another does. */
    private Set<String> tagged() {
        List<TimedTable.Held> held = tables.table("tagging").held(Subject.of(client), sheet.elapsed(), Map.of(), now);
        Set<String> before = client.codes("tags");
        Set<String> tagged = new TreeSet<>(before);
        for (TimedTable.Held one : held) {
            Row row = one.row();
            if (one.window().isOpen(now)) {
                if (tagged.addAll(row.codes("tagOn")) | tagged.removeAll(row.codes("tagOff"))) {
                    unsettling = row;
                }
            }
        }
        if (tagged.equals(before)) {
            unsettling = null;
        }
        for (TimedTable.Held one : held) {
            boolean changes = !tagged.containsAll(one.row().codes("tagOn"))
                    || one.row().codes("tagOff").stream().anyMatch(tagged::contains);
            if (changes) {
                earliest.opening(one.row(), one.window());
            }
            if (tables.isUndoing(one.row())) {
                earliest.closing(one.row(), one.window());
            }
        }
        return tagged;
    }

    private String staged() {
        String before = String.valueOf(client.text("stage"));
        Optional<Row> moving = tables.table("stages")
                .first(
                        client,
                        sheet.elapsed(),
                        Look.Item.NONE,
                        now,
                        earliest,
                        row -> !before.equals(row.text("newStage")));
        moving.filter(row -> !before.equals(row.text("newStage"))).ifPresent(row -> unsettling = row);
        return moving.map(row -> String.valueOf(row.text("newStage"))).orElse(before);
    }

    /**
     * Has the tables looked at that the initiative comes from.
     *
     * @param acts whether a row that holds now is news, because nobody has asked these tables yet
     */
    void look(Look look, Instant soon, Predicate<Row> acts) {
        for (Look.Item item : look.items()) {
            tables.table(look.table())
                    .first(client, sheet.elapsed(), item, now, earliest, row -> true)
                    .filter(acts)
                    .ifPresent(row -> earliest.offer(soon, row::hit));
        }
    }

    /** When the points have fallen, or risen, so far that some cell that asks for a score changes its mind. */
    void fade() {
        Map.Entry<Long, Bounds.Asked> reached = tables.bounds().reached(score);
        Map.Entry<Long, Bounds.Asked> ahead = tables.bounds().ahead(score);
        long low = reached == null ? Long.MIN_VALUE / 4 : reached.getKey() * 100;
        long high = ahead == null ? Long.MAX_VALUE / 4 : ahead.getKey() * 100;
        Instant far = now.plus(FAR);
        Instant end = earliest.at().isBefore(far) ? earliest.at() : far;
        new Crossing(points, low, high)
                .find(now, end)
                .ifPresent(at -> offer(at, points.total(at) < low ? reached : ahead));
        if (earliest.at().isAfter(far)) {
            long inTheEnd = new Fading(points, now, false).inTheEnd() + new Fading(points, now, true).inTheEnd();
            if (inTheEnd < low || inTheEnd >= high) {
                offer(far, inTheEnd < low ? reached : ahead);
            }
        }
    }

    private void offer(Instant at, Map.@Nullable Entry<Long, Bounds.Asked> bound) {
        if (bound != null) {
            Bounds.Asked asked = bound.getValue();
            earliest.offer(at, () -> Earliest.hit(asked.row(), asked.cell(), ""));
        }
    }
}
