package io.rapport.ruleset.stage;

import io.rapport.ruleset.sample.Guess;
import io.rapport.ruleset.table.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How sure a guess must be to count.
 *
 * @param alone where no phrase was found
 * @param beside where phrases have found something: there is less to guess, and more to spoil
 * @param best for the surest of all guesses where nothing else was found, unless it is likelier to mean nothing
 * @param stop for opting out: a plea not heard breaks the law, one imagined loses a client
 * @param maybeStop for asking whether somebody meant to opt out
 * @param human for wanting a person
 */
public record Floors(double alone, double beside, double best, double stop, double maybeStop, double human) {

    private static final String STOP = "STOP";
    private static final String HUMAN = "WANTS_HUMAN";
    private static final String OTHER = "OTHER";
    private static final String CONTACT = "TOLD_CONTACT";

    /** A consent must have been spoken and a contact be read: neither is ever guessed. */
    private static final Set<String> NEVER_GUESSED = Set.of("GAVE_CONSENT", CONTACT, "OPT_IN", OTHER);

    public static Floors of(Settings settings) {
        return new Floors(
                settings.number("sampleFloor").doubleValue(),
                settings.number("sampleFloorBeside").doubleValue(),
                settings.number("sampleFloorBest").doubleValue(),
                settings.number("stopFloor").doubleValue(),
                settings.number("maybeStopFloor").doubleValue(),
                settings.number("humanFloor").doubleValue());
    }

    /** @param guesses the surest first */
    List<Guess> sure(List<Guess> guesses, boolean foundNothing) {
        double nothing = guesses.stream()
                .filter(guess -> is(guess, OTHER))
                .mapToDouble(Guess::share)
                .findFirst()
                .orElse(0);
        List<Guess> sure = guesses.stream()
                .filter(guess -> isSure(guess, foundNothing))
                .filter(guess -> !is(guess, HUMAN) || guess.share() > nothing)
                .toList();
        return sure.isEmpty() && foundNothing ? best(guesses).stream().toList() : sure;
    }

    /** A plea to opt out that may be one: worth a question, not yet worth a farewell. */
    Optional<Guess> maybeStop(List<Guess> guesses) {
        return guesses.stream()
                .filter(guess -> !guess.isCertain())
                .filter(guess -> is(guess, STOP) && guess.share() >= maybeStop && guess.share() < stop)
                .findFirst();
    }

    private Optional<Guess> best(List<Guess> guesses) {
        return guesses.stream()
                .findFirst()
                .filter(guess -> !guess.isCertain() && guess.share() >= best)
                .filter(guess -> !is(guess, STOP) && !is(guess, HUMAN))
                .filter(guess -> !NEVER_GUESSED.contains(guess.meaning().signal()));
    }

    private boolean isSure(Guess guess, boolean foundNothing) {
        String signal = guess.meaning().signal();
        if (signal.equals(OTHER) || signal.equals(CONTACT)) {
            return false;
        }
        return guess.isCertain() || !NEVER_GUESSED.contains(signal) && guess.share() >= floor(signal, foundNothing);
    }

    private double floor(String signal, boolean foundNothing) {
        return switch (signal) {
            case STOP -> stop;
            case HUMAN -> human;
            default -> foundNothing ? alone : beside;
        };
    }

    private static boolean is(Guess guess, String signal) {
        return guess.meaning().signal().equals(signal);
    }
}
