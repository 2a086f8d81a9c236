package io.rapport.ruleset.stage;

import io.rapport.ruleset.sample.Guess;
import io.rapport.ruleset.table.Settings;
import java.util.Set;

/**
 * How sure a guess must be to count.
 *
 * @param alone where no phrase was found
 * @param beside where phrases have found something: there is less to guess, and more to spoil
 * @param stop for opting out: a plea not heard breaks the law, one imagined loses a client
 * @param human for wanting a person
 */
public record Floors(double alone, double beside, double stop, double human) {

    /** A consent must have been spoken and a contact be read: neither is ever guessed. */
    private static final Set<String> NEVER_GUESSED = Set.of("GAVE_CONSENT", "TOLD_CONTACT", "OPT_IN", "OTHER");

    public static Floors of(Settings settings) {
        return new Floors(
                settings.number("sampleFloor").doubleValue(),
                settings.number("sampleFloorBeside").doubleValue(),
                settings.number("stopFloor").doubleValue(),
                settings.number("humanFloor").doubleValue());
    }

    boolean isSure(Guess guess, boolean foundNothing) {
        String signal = guess.meaning().signal();
        if (signal.equals("OTHER") || signal.equals("TOLD_CONTACT")) {
            return false;
        }
        return guess.isCertain() || !NEVER_GUESSED.contains(signal) && guess.share() >= floor(signal, foundNothing);
    }

    private double floor(String signal, boolean foundNothing) {
        return switch (signal) {
            case "STOP" -> stop;
            case "WANTS_HUMAN" -> human;
            default -> foundNothing ? alone : beside;
        };
    }
}
