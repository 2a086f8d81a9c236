package io.rapport.decision;

import java.util.List;
import java.util.Map;

/**
 * What is to be said, ready to be put into words.
 *
 * @param clientId seeds the choice of variants, so that two clients do not read the same line
 * @param parts in the order they are said
 */
public record Brief(long clientId, String language, List<Part> parts) {

    /**
     * @param variants the same thing in other words; never empty
     * @param uses how often this client has been told this before, so that nobody reads one variant twice running
     * @param values what may be filled in, by placeholder; {@code price:GROUP} for a placeholder with an argument
     */
    public record Part(
            String template, List<String> variants, int uses, Map<String, String> values, List<Button> buttons) {}

    public record Button(String label, String data) {}
}
