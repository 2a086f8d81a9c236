package io.rapport.ruleset.phrase;

import java.util.ArrayList;
import java.util.List;

/** Reads one phrase of a cell from left to right; every complaint names the character and a remedy. */
final class PhraseParser {

    private static final int LONGEST = 60;
    private static final int DEEPEST = 4;
    private static final String IGNORED = ",?«»\"“”„";

    private final String phrase;
    private int at;
    private int depth;

    private PhraseParser(String phrase) {
        this.phrase = phrase;
    }

    static Phrase parse(String phrase) {
        return new PhraseParser(phrase).phrase();
    }

    private Phrase phrase() {
        int startAnchor = anchor('^');
        Element.Sequence elements = sequence();
        int end = at;
        int endAnchor = anchor('$');
        if (at < phrase.length()) {
            at = endAnchor > 0 ? end : at;
            throw unexpected();
        }
        if (elements.fewest() == 0) {
            throw at(
                    0,
                    "подойдёт к любому сообщению. Нужно хотя бы одно слово вне [ ]",
                    "would match any message. Give it at least one word outside [ ]");
        }
        if (elements.most() > LONGEST) {
            throw at(
                    0,
                    "слишком длинная, больше %d слов".formatted(LONGEST),
                    "is longer than %d words".formatted(LONGEST));
        }
        return new Phrase(elements, startAnchor, endAnchor);
    }

    private int anchor(char sign) {
        skipBlanks();
        int count = 0;
        while (at < phrase.length() && phrase.charAt(at) == sign) {
            count++;
            at++;
        }
        if (count > 2) {
            at--;
            throw unexpected();
        }
        return count;
    }

    private Element.Sequence sequence() {
        List<Element> elements = new ArrayList<>();
        int start = at;
        for (skipBlanks(); at < phrase.length() && "|)]$".indexOf(phrase.charAt(at)) < 0; skipBlanks()) {
            item(elements);
        }
        if (elements.isEmpty()) {
            throw at(start, "здесь не хватает слова", "a word is missing here");
        }
        if (elements.get(0) instanceof Element.Gap || elements.get(elements.size() - 1) instanceof Element.Gap) {
            throw at(start, "многоточие ставят между словами", "dots belong between two words");
        }
        return new Element.Sequence(List.copyOf(elements));
    }

    private void item(List<Element> elements) {
        char c = phrase.charAt(at);
        if (c == '(' || c == '[') {
            elements.add(choice(c == '[', c == '[' ? ']' : ')'));
        } else if (c == '{') {
            elements.add(entity());
        } else if (c == '…' || phrase.startsWith("...", at)) {
            at += c == '…' ? 1 : 3;
            elements.add(new Element.Gap());
        } else if (Character.isLetterOrDigit(c) || isPictureChar(c)) {
            words(elements);
        } else {
            throw unexpected();
        }
    }

    private Element choice(boolean optional, char close) {
        int open = at;
        if (++depth > DEEPEST) {
            throw at(open, "слишком много скобок в скобках", "too many brackets inside brackets");
        }
        List<Element> ways = new ArrayList<>();
        do {
            at++;
            ways.add(sequence());
        } while (at < phrase.length() && phrase.charAt(at) == '|');
        if (at >= phrase.length() || phrase.charAt(at) != close) {
            throw at(
                    open,
                    "скобка не закрыта знаком «%s»".formatted(close),
                    "the bracket is not closed by “%s”".formatted(close));
        }
        at++;
        depth--;
        return new Element.Choice(List.copyOf(ways), optional);
    }

    private Element entity() {
        int open = at;
        int close = phrase.indexOf('}', open);
        Token.Kind kind = close < 0 ? Token.Kind.WORD : Token.entityNamed(phrase.substring(open + 1, close));
        if (kind == Token.Kind.WORD) {
            throw at(
                    open,
                    "в фигурных скобках бывает {телефон}, {почта}, {ник}, {уровень}, {число}",
                    "braces may hold {phone}, {email}, {nick}, {level}, {number}");
        }
        at = close + 1;
        return new Element.Entity(kind);
    }

    /** A written word can be several: по-английски, 8лет. They are cut as messages are, so that they meet. */
    private void words(List<Element> elements) {
        int start = at;
        while (at < phrase.length() && isWordChar(phrase.charAt(at))) {
            at++;
        }
        boolean exact = at < phrase.length() && phrase.charAt(at) == '!';
        boolean prefix = at < phrase.length() && phrase.charAt(at) == '*';
        List<Token> tokens = Tokenizer.sentences(phrase.substring(start, at)).stream()
                .flatMap(List::stream)
                .toList();
        if (tokens.isEmpty()) {
            at = start;
            throw unexpected();
        }
        at += exact || prefix ? 1 : 0;
        if (prefix && tokens.get(tokens.size() - 1).word().length() < 2) {
            throw at(start, "перед * нужны хотя бы две буквы", "at least two letters belong before *");
        }
        for (int i = 0; i < tokens.size(); i++) {
            String word = tokens.get(i).word();
            boolean last = i == tokens.size() - 1;
            Word literal = last && prefix ? Word.prefix(word) : exact ? Word.exact(word) : Word.forgiving(word);
            elements.add(new Element.Literal(literal));
        }
    }

    private boolean isWordChar(char c) {
        boolean inner = c == '-' || Letters.isApostrophe(c) || Letters.isInvisible(c);
        return Character.isLetterOrDigit(c) || isPictureChar(c) || inner;
    }

    private static boolean isPictureChar(char c) {
        return Character.isSurrogate(c) || Letters.isPicture(c);
    }

    private void skipBlanks() {
        while (at < phrase.length()
                && (Character.isWhitespace(phrase.charAt(at))
                        || Character.isSpaceChar(phrase.charAt(at))
                        || IGNORED.indexOf(phrase.charAt(at)) >= 0)) {
            at++;
        }
    }

    private PhraseSyntaxException unexpected() {
        char c = phrase.charAt(at);
        return switch (c) {
            case '^' -> at(at, "^ и ^^ ставят только в начале фразы", "^ and ^^ belong at the beginning of a phrase");
            case '$' -> at(at, "$ и $$ ставят только в конце фразы", "$ and $$ belong at the end of a phrase");
            case '*', '!' ->
                at(at, "«%s» ставят сразу после слова".formatted(c), "“%s” belongs right after a word".formatted(c));
            case '|' ->
                at(
                        at,
                        "варианты через | заключают в скобки: (да|ага)",
                        "choices with | belong in brackets: (yes|yeah)");
            default -> at(at, "знак «%s» здесь не читается".formatted(c), "“%s” means nothing here".formatted(c));
        };
    }

    private PhraseSyntaxException at(int index, String russian, String english) {
        return new PhraseSyntaxException(phrase, index + 1, russian, english);
    }
}
