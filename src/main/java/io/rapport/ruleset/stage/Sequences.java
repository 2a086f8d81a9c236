package io.rapport.ruleset.stage;

import io.rapport.decision.RowHit;
import io.rapport.decision.SeriesMove.Leave;
import io.rapport.fact.Deeds;
import io.rapport.fact.EventFact;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.table.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The sequences there are: what ends each, how often one may be in it, and how long it rests in between. */
final class Sequences {

    static final String TABLE = "sequences";

    private final List<Entry> entries;

    Sequences(List<Entry> entries) {
        this.entries = entries;
    }

    List<Entry> all() {
        return entries;
    }

    Optional<Entry> find(String code) {
        return entries.stream().filter(entry -> entry.code().equals(code)).findFirst();
    }

    /** Whether what has happened ends the sequence the client is in. */
    Optional<Leave> exit(FactSheet sheet, Facts client) {
        String code = String.valueOf(client.text("sequence"));
        Optional<Entry> entry = find(code);
        if (entry.isEmpty()) {
            var gone = new RowHit(TABLE, code, "sequences.xlsx", "Такой цепочки больше нет", null);
            return Optional.of(new Leave(code, "GONE", gone));
        }
        return reason(sheet, client, entry.get()).map(reason -> new Leave(code, reason, hit(entry.get(), reason)));
    }

    private static Optional<String> reason(FactSheet sheet, Facts client, Entry entry) {
        Set<String> exits = entry.codes("exits");
        boolean asksToStop = client.is("optedOut") || client.codes("signals").contains("STOP");
        if (exits.contains("STOP") && asksToStop) {
            return Optional.of("STOPPED");
        }
        if (exits.contains("PURCHASE")
                && hasHappened(sheet, event -> event.type().equals(Deeds.PURCHASED))) {
            return Optional.of("PURCHASED");
        }
        if (exits.contains("REFUND") && hasHappened(sheet, event -> event.type().equals(Deeds.REFUNDED))) {
            return Optional.of("REFUNDED");
        }
        if (exits.contains("STAGE") && entry.codes("exitStages").contains(String.valueOf(client.text("stage")))) {
            return Optional.of("STAGE");
        }
        boolean hasReplied =
                !sheet.signals().isEmpty() || hasHappened(sheet, event -> Deeds.HEARD.contains(event.type()));
        return exits.contains("REPLY") && hasReplied ? Optional.of("REPLIED") : Optional.empty();
    }

    /** Since the client was enrolled. */
    private static boolean hasHappened(FactSheet sheet, Predicate<EventFact> what) {
        var since = sheet.elapsed().get("daysInSequence");
        Instant enrolledAt = since == null ? Instant.MAX : since.since();
        return sheet.past().stream().anyMatch(event -> event.at().isAfter(enrolledAt) && what.test(event));
    }

    static RowHit hit(Entry entry, String reason) {
        String word = switch (reason) {
            case "STOPPED" -> "просит не писать";
            case "PURCHASED" -> "купил";
            case "REFUNDED" -> "вернул деньги";
            case "STAGE" -> "дошёл до стадии выхода";
            case "REPLIED" -> "ответил";
            default -> "все шаги пройдены";
        };
        String words = "Цепочка «" + entry.label().ru() + "» окончена: " + word;
        return new RowHit(TABLE, entry.code(), entry.cell(), words, null);
    }
}
