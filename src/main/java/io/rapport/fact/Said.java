package io.rapport.fact;

import java.util.List;

/**
 * What the message that made the client due says.
 *
 * @param answerFound whether the knowledge base has an entry near enough to it
 */
public record Said(List<SignalFact> signals, boolean answerFound) {

    public static final Said NOTHING = new Said(List.of(), false);
}
