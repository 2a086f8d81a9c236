package io.rapport.ruleset.sample;

import java.util.List;

/**
 * What can be told from a row of words, as hashes: the words, their beginnings and pieces of three letters (so that endings and typos
 * matter little), neighbours in order (so that «не пишите» is not «пишите»), and the same for groups of kindred words.
 */
final class Traits {

    private static final int STEM = 5;
    private static final int PIECE = 3;
    /** Nobody writes more to the point; keeps the price of a very long message in bounds. */
    private static final int MOST_WORDS = 200;

    private final Kindred kindred;

    Traits(Kindred kindred) {
        this.kindred = kindred;
    }

    /** Distinct, sorted. */
    int[] of(List<String> allWords) {
        List<String> words = allWords.size() > MOST_WORDS ? allWords.subList(0, MOST_WORDS) : allWords;
        var found = new TraitSet();
        found.add("length", lengthClass(words.size()), "");
        String last = "^";
        String beforeLast = "";
        List<String> lastGroups = List.of();
        List<String> groupsBefore = List.of();
        for (int i = 0; i <= words.size(); i++) {
            boolean atEnd = i == words.size();
            String word = atEnd ? "$" : plain(words.get(i));
            String stem = stem(word);
            List<String> groups = atEnd ? List.of("$") : kindred.groupsOf(word);
            found.add("pair", last, stem);
            found.add("over", beforeLast, stem);
            if (!atEnd) {
                spell(found, word);
                if (word.length() > 1 && isLatin(word.charAt(0))) {
                    spell(found, Translit.cyrillic(word));
                }
            }
            for (String group : groups) {
                found.add("kin", group, "");
                found.add("word-kin", last, group);
                lastGroups.forEach(before -> found.add("kin-kin", before, group));
                groupsBefore.forEach(before -> found.add("kin-over-kin", before, group));
            }
            lastGroups.forEach(before -> found.add("kin-word", before, stem));
            groupsBefore = lastGroups;
            lastGroups = groups;
            beforeLast = last;
            last = stem;
        }
        return found.sorted();
    }

    private static void spell(TraitSet found, String word) {
        found.add("word", word, "");
        found.add("stem", stem(word), "");
        if (word.length() > PIECE) {
            found.add("begin", word.substring(0, PIECE), "");
        }
        String edged = "<" + word + ">";
        for (int i = 0; i + PIECE <= edged.length(); i++) {
            found.add("piece", edged.substring(i, i + PIECE), "");
        }
    }

    /** Which number it is matters little, how long it is more: an age, a price, a phone. */
    private static String plain(String word) {
        return !word.isEmpty() && Character.isDigit(word.charAt(0)) ? "#" + Math.min(4, word.length()) : word;
    }

    private static String lengthClass(int words) {
        return words <= 2 ? Integer.toString(words) : words <= 4 ? "few" : words <= 8 ? "some" : "many";
    }

    private static String stem(String word) {
        return word.length() > STEM ? word.substring(0, STEM) : word;
    }

    private static boolean isLatin(char letter) {
        return letter >= 'a' && letter <= 'z';
    }
}
