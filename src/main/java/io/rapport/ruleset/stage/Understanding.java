package io.rapport.ruleset.stage;

import io.rapport.fact.Facts;
import io.rapport.fact.SignalFact;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.phrase.Span;
import io.rapport.ruleset.phrase.Text;
import io.rapport.ruleset.table.Condition;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a message means: the rows of {@code signals} held against its text. */
public final class Understanding {

    /** Signals that tell something may occur several times, once per value. */
    private static final String TELLS = "TOLD_";

    private final RuleEngine signals;

    public Understanding(RuleEngine signals) {
        this.signals = signals;
    }

    /**
     * @param client facts that a message may depend on, such as the bot's last question
     * @return in the order of the rows, so opt-out comes first; never empty
     */
    public List<SignalFact> signalsIn(String message, Facts client, Instant now) {
        Text text = Text.of(message);
        List<Row> rows = signals.rowsFor(new Subject(client, Facts.of(Map.of("text", text))), now);
        Set<String> suppressed = new HashSet<>();
        rows.forEach(row -> suppressed.addAll(row.codes("suppresses")));
        var found = new ArrayList<SignalFact>();
        Set<String> seen = new HashSet<>();
        for (Row row : rows) {
            SignalFact signal = signal(row, text);
            boolean tells = signal.type().startsWith(TELLS);
            if (!suppressed.contains(signal.type())
                    && seen.add(tells ? signal.type() + signal.value() : signal.type())) {
                found.add(signal);
            }
        }
        return List.copyOf(found);
    }

    private static SignalFact signal(Row row, Text text) {
        Optional<Span> span = row.conditions().stream()
                .filter(Condition.Says.class::isInstance)
                .map(Condition.Says.class::cast)
                .findFirst()
                .flatMap(says -> says.phrases().findIn(text, says.evenAfterNot()));
        String type = String.valueOf(row.text("signal"));
        String told = row.text("value");
        return new SignalFact(
                type,
                span.map(Span::quote).orElse(text.original().strip()),
                told != null
                        ? told
                        : type.startsWith(TELLS) ? span.map(Span::entityValue).orElse(null) : null);
    }
}
