package io.rapport.ruleset.stage;

import io.rapport.fact.Facts;
import io.rapport.fact.SignalFact;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.phrase.Span;
import io.rapport.ruleset.phrase.Text;
import io.rapport.ruleset.sample.Guess;
import io.rapport.ruleset.sample.Recogniser;
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

/**
 * What a message means: first the rows of {@code signals} held against its text, then the samples it is like. Phrases need no sureness;
 * a likeness counts from a floor on, a higher one where phrases have found something already.
 */
public final class Understanding {

    /** Signals that tell something may occur several times, once per value. */
    private static final String TELLS = "TOLD_";

    /** Its value is the number that was given. */
    private static final String RATING = "NPS";

    private static final Set<String> GRAVE = Set.of("STOP", "WANTS_HUMAN");
    private static final String STOP = "STOP";
    private static final String MAYBE_STOP = "MAYBE_STOP";
    private static final String OTHER = "OTHER";

    private final RuleEngine signals;
    private final Recogniser recogniser;
    private final Floors floors;
    private final Courses courses;
    private final Set<String> suppressedByStop;

    public Understanding(RuleEngine signals, Recogniser recogniser, Floors floors, Courses courses) {
        this.signals = signals;
        this.recogniser = recogniser;
        this.floors = floors;
        this.courses = courses;
        this.suppressedByStop = signals.table().enabledRows().stream()
                .filter(row -> STOP.equals(row.text("signal")))
                .findFirst()
                .map(row -> row.codes("suppresses"))
                .orElse(Set.of());
    }

    /**
     * @param client facts that a message may depend on, such as the bot's last question
     * @return opt-out first, then in the order of the rows, then what samples add; never empty
     */
    public List<SignalFact> signalsIn(String message, Facts client, Instant now) {
        Text text = Text.of(message);
        List<Guess> guesses = guesses(text);
        List<Row> rows = signals.rowsFor(new Subject(client, Facts.of(Map.of("text", text))), now).stream()
                .filter(row -> !isContradicted(row, guesses))
                .toList();
        List<Row> speaking = rows.stream().filter(row -> !row.isDefault()).toList();
        Set<String> suppressed = new HashSet<>();
        speaking.forEach(row -> suppressed.addAll(row.codes("suppresses")));
        List<Guess> sure = floors.sure(guesses, speaking.isEmpty());
        Optional<Guess> maybeStop = speaking.isEmpty() ? floors.maybeStop(guesses) : Optional.empty();
        if (maybeStop.isPresent()
                && sure.stream()
                        .noneMatch(guess -> guess.share() > maybeStop.get().share())) {
            return List.of(question(maybeStop.get()));
        }
        if (sure.stream().anyMatch(guess -> guess.meaning().signal().equals(STOP))) {
            suppressed.addAll(suppressedByStop);
        }
        var found = new Found(suppressed);
        speaking.forEach(row -> found.add(signal(row, text)));
        sure.forEach(guess -> found.addGuess(signal(guess, text)));
        return found.orElse(new SignalFact(OTHER, text.original().strip(), null, defaultRow(rows), null));
    }

    /** One word alone resembles too many others to opt somebody out or to call a person: there the word itself must be known. */
    private List<Guess> guesses(Text text) {
        List<Guess> guesses = recogniser.guesses(text);
        return text.words().size() > 1
                ? guesses
                : guesses.stream()
                        .filter(guess -> guess.isCertain()
                                || !GRAVE.contains(guess.meaning().signal()))
                        .toList();
    }

    /** Who made this very message a sample has said all that it means; only what the bot has just asked may add to it. */
    private static boolean isContradicted(Row row, List<Guess> guesses) {
        return !guesses.isEmpty()
                && guesses.get(0).isCertain()
                && !row.isDefault()
                && row.conditions().stream()
                        .allMatch(condition -> condition.fact().scope().equals("message"))
                && guesses.stream().noneMatch(guess -> guess.meaning().signal().equals(row.text("signal")));
    }

    private static @org.jspecify.annotations.Nullable String defaultRow(List<Row> rows) {
        return rows.stream().filter(Row::isDefault).map(Row::id).findFirst().orElse(null);
    }

    private static SignalFact question(Guess stop) {
        return new SignalFact(MAYBE_STOP, stop.quote(), null, stop.sample(), stop.share());
    }

    private SignalFact signal(Guess guess, Text text) {
        String type = guess.meaning().signal();
        String value = guess.meaning().value();
        return new SignalFact(
                type, guess.quote(), value != null ? value : courses.named(type, text), guess.sample(), guess.share());
    }

    private SignalFact signal(Row row, Text text) {
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
                        : type.startsWith(TELLS) || type.equals(RATING)
                                ? span.map(Span::entityValue).orElse(null)
                                : courses.named(type, text),
                row.id(),
                null);
    }

    /** The signals of one message, each once; opt-out goes before all others. */
    private static final class Found {

        private final Set<String> suppressed;
        private final Set<String> seen = new HashSet<>();
        private final List<SignalFact> signals = new ArrayList<>();

        Found(Set<String> suppressed) {
            this.suppressed = suppressed;
        }

        void add(SignalFact signal) {
            boolean tells = signal.type().startsWith(TELLS);
            if (!suppressed.contains(signal.type())
                    && seen.add(tells ? signal.type() + signal.value() : signal.type())) {
                signals.add(signal.type().equals(STOP) ? 0 : signals.size(), signal);
            }
        }

        /** What phrases say of a level or a goal is more exact than any likeness. */
        void addGuess(SignalFact signal) {
            if (signals.stream().noneMatch(other -> other.type().equals(signal.type()) && other.likeness() == null)) {
                add(signal);
            }
        }

        List<SignalFact> orElse(SignalFact nothing) {
            return signals.isEmpty() ? List.of(nothing) : List.copyOf(signals);
        }
    }
}
