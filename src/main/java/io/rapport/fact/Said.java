package io.rapport.fact;

import java.util.List;

/**
 * What the message that made the client due says.
 *
 * @param answerFound whether the knowledge base has an entry near enough to it
 * @param text as it was written; empty for a tapped button
 */
public record Said(List<SignalFact> signals, boolean answerFound, String text) {

    public static final Said NOTHING = new Said(List.of(), false, "");
}
