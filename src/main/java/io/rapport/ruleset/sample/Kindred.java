package io.rapport.ruleset.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Groups of words that may stand for each other: what a sample says of a teacher also holds for a tutor. */
public final class Kindred {

    private final Map<String, List<String>> whole = new HashMap<>();
    private final Map<String, List<String>> beginnings = new HashMap<>();

    /** @param words separated by {@code ;}, each a word or, with {@code *}, the beginning of one */
    public void add(String group, String words) {
        for (String written : words.split(";")) {
            String word = written.strip().toLowerCase(Locale.ROOT).replace('ё', 'е');
            boolean isBeginning = word.endsWith("*");
            String letters = isBeginning ? word.substring(0, word.length() - 1) : word;
            if (!letters.isEmpty()) {
                List<String> groups =
                        (isBeginning ? beginnings : whole).computeIfAbsent(letters, key -> new ArrayList<>(1));
                if (!groups.contains(group)) {
                    groups.add(group);
                }
            }
        }
    }

    /** The groups a word belongs to, always in the same order. */
    List<String> groupsOf(String word) {
        var groups = new ArrayList<>(whole.getOrDefault(word, List.of()));
        for (int end = 1; end <= word.length(); end++) {
            for (String group : beginnings.getOrDefault(word.substring(0, end), List.of())) {
                if (!groups.contains(group)) {
                    groups.add(group);
                }
            }
        }
        return groups;
    }
}
