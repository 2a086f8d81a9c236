package io.rapport.ruleset.phrase;

/** A cell of phrases that cannot be read; says where and what to write instead, in Russian and in English. */
public final class PhraseSyntaxException extends IllegalArgumentException {

    private final String phrase;
    private final int position;
    private final String russian;

    PhraseSyntaxException(String phrase, int position, String russian, String english) {
        super("Phrase “%s”, character %d: %s".formatted(phrase, position, english));
        this.phrase = phrase;
        this.position = position;
        this.russian = "Фраза «%s», знак %d: %s".formatted(phrase, position, russian);
    }

    /** The phrase at fault, trimmed, without its neighbours in the cell. */
    public String phrase() {
        return phrase;
    }

    /** The character at fault within the phrase, counted from 1. */
    public int position() {
        return position;
    }

    public String russian() {
        return russian;
    }

    public String english() {
        return getMessage();
    }
}
