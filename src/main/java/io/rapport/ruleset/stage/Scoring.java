package io.rapport.ruleset.stage;

import io.rapport.decision.RowHit;
import io.rapport.decision.Score;
import io.rapport.fact.EventFact;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Subject;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Points: a fold over the client's events at one instant, and what the profile is worth. Nothing is counted up, so the same events
 * give the score of any instant.
 */
public final class Scoring {

    private final RuleEngine engagement;
    private final RuleEngine fit;
    private final RuleEngine bands;

    public Scoring(RuleEngine engagement, RuleEngine fit, RuleEngine bands) {
        this.engagement = engagement;
        this.fit = fit;
        this.bands = bands;
    }

    /** @param rows those that bring points, and the one behind the band */
    public record Scored(Score score, List<RowHit> rows) {}

    /** @param sheets of one instant */
    public List<Scored> score(List<FactSheet> sheets, Instant now) {
        List<List<Row>> fitting = fit.rowsForEach(
                sheets.stream().map(sheet -> Subject.of(sheet.client())).toList(), now);
        List<List<RowHit>> engaging = engagementRows(sheets, now);
        var unbanded = new ArrayList<Score>();
        for (int i = 0; i < sheets.size(); i++) {
            List<RowHit> fitRows = fitting.get(i).stream()
                    .map(row -> row.hit().withPoints(Decay.worth(row)))
                    .toList();
            unbanded.add(new Score(fitRows, engaging.get(i), ""));
        }
        return banded(sheets, unbanded, now);
    }

    private List<Scored> banded(List<FactSheet> sheets, List<Score> scores, Instant now) {
        var subjects = new ArrayList<Subject>();
        for (int i = 0; i < scores.size(); i++) {
            subjects.add(Subject.of(sheets.get(i).client().with(Map.of("score", whole(scores.get(i))))));
        }
        List<List<Row>> bandRows = bands.rowsForEach(subjects, now);
        var scored = new ArrayList<Scored>();
        for (int i = 0; i < scores.size(); i++) {
            Score score = scores.get(i);
            List<Row> band = bandRows.get(i);
            var rows = new ArrayList<>(score.fitRows());
            rows.addAll(score.engagementRows());
            band.forEach(row -> rows.add(row.hit()));
            String code = band.isEmpty() ? "" : String.valueOf(band.get(0).text("band"));
            scored.add(new Scored(new Score(score.fitRows(), score.engagementRows(), code), rows));
        }
        return scored;
    }

    /** Bands are written in whole points: 19.6 is still below 20. */
    private static long whole(Score score) {
        return score.total().setScale(0, RoundingMode.FLOOR).longValueExact();
    }

    /** The client's facts with the score among them, for the stages that follow. */
    public static Facts with(Facts client, Score score) {
        var facts = new HashMap<String, Object>();
        facts.put("scoreFit", score.fit());
        facts.put("scoreEngagement", score.engagement());
        facts.put("score", whole(score));
        if (!score.band().isEmpty()) {
            facts.put("band", score.band());
        }
        return client.with(facts);
    }

    private List<List<RowHit>> engagementRows(List<FactSheet> sheets, Instant now) {
        List<Map<Alike, List<EventFact>>> pasts =
                sheets.stream().map(sheet -> alike(sheet, now)).toList();
        var subjects = new ArrayList<Subject>();
        for (int i = 0; i < sheets.size(); i++) {
            Facts client = sheets.get(i).client();
            pasts.get(i).keySet().forEach(event -> subjects.add(new Subject(client, event.facts())));
        }
        Iterator<List<Row>> rows = engagement.rowsForEach(subjects, now).iterator();
        return pasts.stream().map(past -> contributions(past, rows, now)).toList();
    }

    private static Map<Alike, List<EventFact>> alike(FactSheet sheet, Instant now) {
        var alike = new LinkedHashMap<Alike, List<EventFact>>();
        for (EventFact event : sheet.past()) {
            alike.computeIfAbsent(Alike.of(event, now), key -> new ArrayList<>())
                    .add(event);
        }
        return alike;
    }

    /** Rules see no more of an event than this: a long history has few different ones. */
    private record Alike(
            String type, long daysAgo, @Nullable String value) {

        static Alike of(EventFact event, Instant now) {
            return new Alike(event.type(), event.daysBefore(now), event.attribute("value"));
        }

        Facts facts() {
            return Facts.of(
                    value == null
                            ? Map.of("type", type, "daysAgo", daysAgo)
                            : Map.of("type", type, "daysAgo", daysAgo, "value", value));
        }
    }

    private List<RowHit> contributions(Map<Alike, List<EventFact>> past, Iterator<List<Row>> rows, Instant now) {
        var eventsOfRow = new TreeMap<Row, List<EventFact>>(Comparator.comparingInt(Row::number));
        for (List<EventFact> events : past.values()) {
            for (Row row : rows.next()) {
                eventsOfRow.computeIfAbsent(row, key -> new ArrayList<>()).addAll(events);
            }
        }
        eventsOfRow.values().forEach(events -> events.sort(Decay.NEWEST_FIRST));
        return eventsOfRow.entrySet().stream()
                .map(entry -> contribution(entry.getKey(), entry.getValue(), now))
                .toList();
    }

    /** @param newestFirst all events the row fired for */
    private RowHit contribution(Row row, List<EventFact> newestFirst, Instant now) {
        List<EventFact> counted =
                Decay.counted(row, newestFirst, engagement.table().zone());
        RowHit hit = row.hit();
        String reason = counted.size() > 1 ? hit.reason() + " ×" + counted.size() : hit.reason();
        return new RowHit(hit.table(), hit.row(), hit.cell(), reason, Decay.brought(row, counted, now));
    }
}
