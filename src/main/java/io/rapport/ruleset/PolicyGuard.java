package io.rapport.ruleset;

import io.rapport.fact.Facts;
import io.rapport.ruleset.stage.Permitting;
import io.rapport.ruleset.table.Glimpse;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.table.Subject;
import io.rapport.ruleset.table.Tables;
import io.rapport.ruleset.workbook.CellError;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for what a policy must never allow. A row counts as allowing as soon as it could: what it does not say of tags, dates or
 * caps may be anything.
 */
final class PolicyGuard {

    private final RuleTable policy;
    private final Tables tables;
    private final List<Row> rows;

    PolicyGuard(Tables tables) {
        this.policy = tables.table("policy");
        this.tables = tables;
        this.rows = Permitting.inOrder(policy);
    }

    /** What keeps the rules from being published. */
    List<CellError> errors() {
        var errors = new ArrayList<CellError>();
        errors.addAll(leaks(
                Map.of("optedOut", true),
                Map.of(),
                "разрешает инициативу клиенту, который просил не писать. Выше должна стоять строка, которая отменяет её при «Отписан: да».",
                "allows a proactive touch to a client who opted out. A row above must suppress it."));
        errors.addAll(leaks(
                Map.of("optedOut", false, "owner", "HUMAN"),
                Map.of(),
                "разрешает инициативу клиенту, которого ведёт человек. Выше должна стоять строка, которая отменяет её при «Кто ведёт: человек».",
                "allows a proactive touch to a client whom a person answers. A row above must suppress it."));
        return errors;
    }

    /** What may be meant, but hardly is. */
    List<CellError> warnings() {
        Map<String, Object> anybody = Map.of("optedOut", false, "owner", "BOT");
        var warnings = new ArrayList<CellError>();
        warnings.addAll(leaks(
                anybody,
                Map.of("advertisingConsent", false),
                "разрешает инициативу без согласия на рекламу.",
                "allows a proactive touch without advertising consent."));
        warnings.addAll(leaks(
                anybody,
                Map.of("advertisingConsent", true, "localTime", LocalTime.of(3, 0)),
                "разрешает инициативу в три часа ночи по времени клиента.",
                "allows a proactive touch at three in the morning, local time."));
        nothingAllowed().ifPresent(warnings::add);
        return warnings;
    }

    private List<CellError> leaks(Map<String, ?> client, Map<String, ?> touch, String ru, String en) {
        var leaks = new LinkedHashMap<String, CellError>();
        for (Subject subject : subjects(client, touch)) {
            leak(new Glimpse(subject)).ifPresent(row -> leaks.put(row.id(), complaint(row, ru, en)));
        }
        return List.copyOf(leaks.values());
    }

    /** The first row that could allow it, before one that surely does not. */
    private Optional<Row> leak(Glimpse glimpse) {
        for (Row row : rows) {
            Glimpse.Answer answer = glimpse.holds(row);
            if (answer != Glimpse.Answer.NO && allows(row)) {
                return Optional.of(row);
            }
            if (answer == Glimpse.Answer.YES && isAlwaysValid(row)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<CellError> nothingAllowed() {
        for (int hour = 0; hour < 24; hour++) {
            Map<String, Object> touch =
                    new HashMap<>(Map.of("advertisingConsent", true, "localTime", LocalTime.of(hour, 0)));
            touch.putAll(Map.of("sent24h", 0L, "sent7d", 0L, "sent30d", 0L, "hoursSinceWrote", 1L));
            for (Subject subject : subjects(Map.of("optedOut", false, "owner", "BOT", "zoneKnown", true), touch)) {
                if (leak(new Glimpse(subject)).isPresent()) {
                    return Optional.empty();
                }
            }
        }
        Row first = rows.stream().filter(row -> !allows(row)).findFirst().orElse(null);
        String ru = "с этими строками ни одна инициатива никому и никогда не уйдёт.";
        String en = "with these rows no proactive touch will ever leave.";
        return Optional.of(
                first == null
                        ? new CellError("policy.xlsx", policy.schema().sheet().ru(), null, null, ru, en)
                        : complaint(first, ru, en));
    }

    /** One for each channel, stage, band and day of the week: rows that ask about these are answered surely. */
    private List<Subject> subjects(Map<String, ?> client, Map<String, ?> touch) {
        var subjects = new ArrayList<Subject>();
        for (String channel : codes("channels")) {
            for (String weekday : codes("weekdays")) {
                Facts of = Facts.of(touch).with(Map.of("kind", "PROACTIVE", "channel", channel, "weekday", weekday));
                for (String stage : codes("stages")) {
                    for (String band : codes("bands")) {
                        subjects.add(new Subject(Facts.of(client).with(Map.of("stage", stage, "band", band)), of));
                    }
                }
            }
        }
        return subjects;
    }

    private List<String> codes(String list) {
        return List.copyOf(tables.lists().get(list).codes());
    }

    private static boolean allows(Row row) {
        return "ALLOW".equals(row.text("verdict"));
    }

    private static boolean isAlwaysValid(Row row) {
        return row.validFrom() == null && row.validTo() == null;
    }

    private static CellError complaint(Row row, String ru, String en) {
        String[] place = row.place().split(" › ", 2);
        return new CellError(
                place[0],
                place.length > 1 ? place[1] : null,
                "A" + row.number(),
                null,
                "строка " + row.id() + ": " + ru,
                "row " + row.id() + ": " + en);
    }
}
