package io.rapport.ruleset.phrase;

import io.rapport.ruleset.phrase.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cuts a message into sentences of tokens in one pass from left to right. */
final class Tokenizer {

    private static final String LEVEL_LETTERS = "abcавс-б";
    /** With the @; a shorter one is nobody's. */
    private static final int FEWEST_OF_NICK = 3;
    /** After these a glued «в2» or «с1» is a preposition and a number. */
    private static final List<String> COUNTED = List.of(
            "час", "раз", "дн", "январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр",
            "ноябр", "декабр", "недел", "месяц", "числ", "ч", "групп", "класс");

    private final String message;
    private final Map<Integer, Token> contacts;
    private final List<List<Token>> sentences = new ArrayList<>();
    private List<Token> sentence = new ArrayList<>();
    private boolean pause;
    private int at;

    private Tokenizer(String message) {
        this.message = message;
        this.contacts = Contacts.in(message);
    }

    static List<List<Token>> sentences(String message) {
        Tokenizer tokenizer = new Tokenizer(message);
        while (tokenizer.at < message.length()) {
            tokenizer.step();
        }
        tokenizer.endSentence();
        if (tokenizer.sentences.isEmpty()) {
            tokenizer.pictures();
        }
        return List.copyOf(tokenizer.sentences);
    }

    /** Pictures are words only where there are no others: «спасибо 👍» says no more than «спасибо». */
    private void pictures() {
        String last = "";
        for (at = 0; at < message.length(); ) {
            int picture = message.codePointAt(at);
            int end = at + Character.charCount(picture);
            String word = message.substring(at, end);
            if (Letters.isPicture(picture) && !word.equals(last)) {
                add(Kind.WORD, word, end);
                last = word;
            }
            at = end;
        }
        endSentence();
    }

    private void step() {
        char c = message.charAt(at);
        Token contact = contacts.get(at);
        if (contact != null) {
            add(contact.kind(), contact.word(), contact.end());
        } else if (linkEnd() > at) {
            boolean nick = c == '@' && linkEnd() - at > FEWEST_OF_NICK;
            add(nick ? Kind.NICK : Kind.LINK, nick ? message.substring(at, linkEnd()) : "", linkEnd());
        } else if (levelEnd() > at) {
            int index = LEVEL_LETTERS.indexOf(Character.toLowerCase(c)) % 3;
            add(Kind.LEVEL, "" + "abc".charAt(index) + message.charAt(levelEnd() - 1), levelEnd());
        } else if (Character.isLetter(c)) {
            int end = lettersEnd(at);
            add(Kind.WORD, Letters.normalised(message.substring(at, end)), end);
        } else if (Character.isDigit(c)) {
            int end = numberEnd();
            add(Kind.NUMBER, message.substring(at, end).replace(',', '.'), end);
        } else {
            mark(c);
            at++;
        }
    }

    private void mark(char c) {
        if ("!?…;\n\r\u2028\u2029".indexOf(c) >= 0 || c == '.' && !insideAbbreviation()) {
            endSentence();
        } else if (",:—–()".indexOf(c) >= 0 || c == '-' && !isInnerHyphen()) {
            pause = true;
        }
    }

    private boolean insideAbbreviation() {
        return at >= 1
                && at + 1 < message.length()
                && Character.isLetter(message.charAt(at - 1))
                && (at == 1 || !Character.isLetter(message.charAt(at - 2)))
                && Character.isLetter(message.charAt(at + 1));
    }

    private boolean isInnerHyphen() {
        return at >= 1
                && at + 1 < message.length()
                && Character.isLetterOrDigit(message.charAt(at - 1))
                && Character.isLetterOrDigit(message.charAt(at + 1));
    }

    private void add(Kind kind, String word, int end) {
        sentence.add(new Token(kind, word, at, end, pause));
        pause = false;
        at = end;
    }

    private void endSentence() {
        if (!sentence.isEmpty()) {
            sentences.add(List.copyOf(sentence));
            sentence = new ArrayList<>();
        }
        pause = false;
    }

    private int lettersEnd(int from) {
        int end = from;
        while (end < message.length()) {
            char c = message.charAt(end);
            boolean inner = Letters.isInvisible(c)
                    || Letters.isApostrophe(c)
                            && end + 1 < message.length()
                            && Character.isLetter(message.charAt(end + 1));
            if (!Character.isLetter(c) && !inner) {
                break;
            }
            end++;
        }
        return end;
    }

    private int numberEnd() {
        int end = at;
        boolean point = false;
        while (end < message.length()) {
            char c = message.charAt(end);
            if (!point
                    && (c == '.' || c == ',')
                    && end + 1 < message.length()
                    && Character.isDigit(message.charAt(end + 1))) {
                point = true;
            } else if (!Character.isDigit(c)) {
                break;
            }
            end++;
        }
        return end;
    }

    private int linkEnd() {
        boolean name =
                message.charAt(at) == '@' && at + 1 < message.length() && Character.isLetter(message.charAt(at + 1));
        if (!name
                && !message.startsWith("http://", at)
                && !message.startsWith("https://", at)
                && !message.startsWith("www.", at)) {
            return at;
        }
        int end = at + 1;
        while (end < message.length()
                && !Character.isWhitespace(message.charAt(end))
                && (!name || isNameChar(message.charAt(end)))) {
            end++;
        }
        return end;
    }

    private static boolean isNameChar(char c) {
        return Letters.isLatin(c) || Letters.isDigit(c) || c == '_';
    }

    /** B1, b-1, Cyrillic В1; not «b12», and not «в2 часа» written without a space. */
    private int levelEnd() {
        char letter = message.charAt(at);
        if (LEVEL_LETTERS.indexOf(Character.toLowerCase(letter)) < 0
                || at > 0 && Character.isLetterOrDigit(message.charAt(at - 1))) {
            return at;
        }
        int digit = at + 1 < message.length() && message.charAt(at + 1) == '-' ? at + 2 : at + 1;
        if (digit >= message.length() || message.charAt(digit) != '1' && message.charAt(digit) != '2') {
            return at;
        }
        int end = digit + 1;
        if (end < message.length() && Character.isLetterOrDigit(message.charAt(end))) {
            return at;
        }
        boolean preposition = Letters.isCyrillic(letter) && Character.isLowerCase(letter) && isCounted(end);
        return preposition ? at : end;
    }

    private boolean isCounted(int from) {
        int next = from;
        while (next < message.length() && message.charAt(next) == ' ') {
            next++;
        }
        String word = Letters.normalised(message.substring(next, lettersEnd(next)));
        return COUNTED.stream()
                .anyMatch(counted -> counted.length() < 3
                        ? word.startsWith(counted) && word.length() < 4
                        : word.startsWith(counted));
    }
}
