package io.rapport.ruleset.stage;

import io.rapport.decision.RowHit;
import io.rapport.decision.Score;
import io.rapport.fact.EventFact;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Subject;
import java.math.BigDecimal;
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

    /** @param rows collects the row behind the band; contributions are in the score itself */
    public Score score(FactSheet sheet, List<RowHit> rows) {
        List<RowHit> fitRows = fit.rowsFor(Subject.of(sheet.client()), sheet.at()).stream()
                .map(row -> row.hit().withPoints(Decay.worth(row)))
                .toList();
        List<RowHit> engagementRows = engagementRows(sheet);
        BigDecimal total = new Score(fitRows, engagementRows, "").total();
        // Bands are written in whole points: 19.6 is still below 20.
        Facts scored = sheet.client()
                .with(Map.of("score", total.setScale(0, RoundingMode.FLOOR).longValueExact()));
        List<Row> band = bands.rowsFor(Subject.of(scored), sheet.at());
        rows.addAll(fitRows);
        rows.addAll(engagementRows);
        band.forEach(row -> rows.add(row.hit()));
        return new Score(
                fitRows,
                engagementRows,
                band.isEmpty() ? "" : String.valueOf(band.get(0).text("band")));
    }

    /** The client's facts with the score among them, for the stages that follow. */
    public static Facts with(Facts client, Score score) {
        var facts = new HashMap<String, Object>();
        facts.put("scoreFit", score.fit());
        facts.put("scoreEngagement", score.engagement());
        facts.put("score", score.total().setScale(0, RoundingMode.FLOOR).longValueExact());
        if (!score.band().isEmpty()) {
            facts.put("band", score.band());
        }
        return client.with(facts);
    }

    private List<RowHit> engagementRows(FactSheet sheet) {
        // Rules see no more of an event than its facts: a long history has few different ones.
        var alike = new LinkedHashMap<Facts, List<EventFact>>();
        sheet.past()
                .forEach(event -> alike.computeIfAbsent(facts(event, sheet.at()), key -> new ArrayList<>())
                        .add(event));
        List<Subject> subjects = alike.keySet().stream()
                .map(facts -> new Subject(sheet.client(), facts))
                .toList();
        Iterator<List<Row>> rows =
                engagement.rowsForEach(subjects, List.of(), sheet.at()).iterator();
        var eventsOfRow = new TreeMap<Row, List<EventFact>>(Comparator.comparingInt(Row::number));
        alike.forEach((facts, events) -> rows.next()
                .forEach(row -> eventsOfRow
                        .computeIfAbsent(row, key -> new ArrayList<>())
                        .addAll(events)));
        eventsOfRow.values().forEach(events -> events.sort(Decay.NEWEST_FIRST));
        return eventsOfRow.entrySet().stream()
                .map(entry -> contribution(entry.getKey(), entry.getValue(), sheet.at()))
                .toList();
    }

    private static Facts facts(EventFact event, Instant now) {
        var facts = new HashMap<String, Object>();
        facts.put("type", event.type());
        facts.put("daysAgo", event.daysBefore(now));
        String value = event.attribute("value");
        if (value != null) {
            facts.put("value", value);
        }
        return Facts.of(facts);
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
