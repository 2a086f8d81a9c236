package io.rapport.content.knowledge;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A question as it is compared: its stems with their weights, and how much of it the knowledge has no word for. */
final class Asked {

    /** How much of the similarity the whole entry decides, rather than its one best phrase. */
    private static final double ENTRY_COUNTS = 0.35;

    /** How much of a phrase's similarity the letters decide, rather than the stems. */
    private static final double LETTERS_COUNT = 0.5;

    /** What a question entirely of unknown words loses: "сколько стоит биткоин" is not about our prices. */
    private static final double UNKNOWN_COSTS = 0.3;

    private static final int GLUED = 7;

    private final Words words;
    private final Map<String, Double> weights = new LinkedHashMap<>();
    private final Map<String, String> nearest = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> nearnesses = new HashMap<>();
    private final double unknown;
    private final double total;

    Asked(Collection<String> stems, Words words) {
        this.words = words;
        double lost = 0;
        double sum = 0;
        for (String stem : stems) {
            double weight = words.weight(stem);
            String known = words.nearest(stem);
            weights.put(stem, weight);
            nearest.put(stem, known);
            sum += weight;
            lost += weight * (1 - (words.isKnown(known) ? Stems.nearness(stem, known) : 0));
        }
        this.total = sum;
        this.unknown = sum == 0 ? 1 : lost / sum;
    }

    /** The stems by which entries are looked for, with what each is worth; the commonest are left out where rarer ones exist. */
    Map<String, Double> clues() {
        Map<String, Double> clues = new LinkedHashMap<>();
        nearest.forEach((stem, known) -> {
            if (words.isKnown(known) && !words.isEverywhere(known)) {
                clues.merge(known, weights.getOrDefault(stem, 0.0), Math::max);
            }
        });
        if (clues.isEmpty()) {
            nearest.values().stream().filter(words::isKnown).limit(3).forEach(known -> clues.put(known, 1.0));
        }
        return clues;
    }

    /** The stems that are near to no known one: only their letters are left to go by. Short ones are not two words written together. */
    String unknownStems() {
        return nearest.values().stream()
                .filter(stem -> stem.length() >= GLUED && !words.isKnown(stem))
                .collect(Collectors.joining(" "));
    }

    /** From 0 to 1: the best phrase of the entry, and how much of the question the entry speaks of in all its phrases. */
    Hit compareWith(String entry, List<Phrase> phrases) {
        Phrase best = phrases.get(0);
        double most = -1;
        for (Phrase phrase : phrases) {
            double similarity = similarity(phrase);
            if (similarity > most) {
                most = similarity;
                best = phrase;
            }
        }
        List<String> all = phrases.stream()
                .flatMap(phrase -> phrase.stems().stream())
                .distinct()
                .toList();
        double similarity = (1 - ENTRY_COUNTS) * most + ENTRY_COUNTS * coveredBy(all);
        return new Hit(entry, similarity * (1 - UNKNOWN_COSTS * unknown), best.text());
    }

    private double similarity(Phrase phrase) {
        double both = Math.sqrt(coveredBy(phrase.stems()) * covers(phrase.stems()));
        return (1 - LETTERS_COUNT) * both + LETTERS_COUNT * phrase.letters();
    }

    private double coveredBy(Collection<String> stems) {
        if (total == 0) {
            return 0;
        }
        double covered = 0;
        for (var stem : weights.entrySet()) {
            covered += stem.getValue() * nearestIn(stem.getKey(), stems);
        }
        return covered / total;
    }

    private double covers(Collection<String> stems) {
        double covered = 0;
        double all = 0;
        for (String stem : stems) {
            double weight = words.weight(stem);
            all += weight;
            covered += weight * nearestIn(stem, weights.keySet());
        }
        return all == 0 ? 0 : covered / all;
    }

    private double nearestIn(String stem, Collection<String> stems) {
        if (stems.contains(stem)) {
            return 1;
        }
        double best = 0;
        for (String other : stems) {
            best = Math.max(best, nearness(stem, other));
        }
        return best;
    }

    /** Candidates share most of their stems: each pair is compared once. */
    private double nearness(String a, String b) {
        boolean ordered = a.compareTo(b) < 0;
        return nearnesses
                .computeIfAbsent(ordered ? a : b, stem -> new HashMap<>())
                .computeIfAbsent(ordered ? b : a, other -> Stems.nearness(a, b));
    }
}
