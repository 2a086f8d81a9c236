package io.rapport.content.knowledge;

import java.util.Map;
import java.util.Set;

/**
 * Which stems the knowledge knows and in how many entries each stands: a stem of few entries says much about what is asked, one of
 * many says little.
 */
final class Words {

    /** Stems of courtesy and of asking as such, which say nothing about the subject however rare they are. */
    private static final Set<String> COURTESY = Set.of(
            "привет",
            "здравств",
            "добр",
            "ден",
            "вечер",
            "утр",
            "подскаж",
            "пожалуйст",
            "скаж",
            "спасиб",
            "плиз",
            "ваш",
            "прост",
            "очен",
            "вообщ",
            "хоч",
            "хотел",
            "хотет",
            "расскаж",
            "интерес",
            "вопрос",
            "узна",
            "мож",
            "могу",
            "эт",
            "hello",
            "hi",
            "pleas",
            "tell",
            "want",
            "know",
            "thank",
            "question",
            "would",
            "like",
            "could");

    private static final double COURTESY_COUNTS = 0.15;
    private static final double STEEPNESS = 1.5;

    private final Map<String, Integer> entriesByStem;
    private final int entries;

    Words(Map<String, Integer> entriesByStem, int entries) {
        this.entriesByStem = Map.copyOf(entriesByStem);
        this.entries = entries;
    }

    /** The less known, the heavier. */
    double weight(String stem) {
        int known = entriesByStem.getOrDefault(stem, 0);
        double rarity = Math.log(1 + (known == 0 ? entries : (double) entries / known));
        return Math.pow(rarity, STEEPNESS) * (COURTESY.contains(stem) ? COURTESY_COUNTS : 1);
    }

    boolean isKnown(String stem) {
        return entriesByStem.containsKey(stem);
    }

    boolean isEverywhere(String stem) {
        return entries > 200 && entriesByStem.getOrDefault(stem, 0) > entries / 10;
    }

    /** The known stem that a mistyped one is nearest to, or the stem itself. */
    String nearest(String stem) {
        if (entriesByStem.containsKey(stem)) {
            return stem;
        }
        String nearest = stem;
        double best = 0;
        for (String known : entriesByStem.keySet()) {
            double nearness = Stems.nearness(stem, known);
            // the order of a map must not decide
            if (nearness > best || nearness == best && nearness > 0 && known.compareTo(nearest) < 0) {
                best = nearness;
                nearest = known;
            }
        }
        return nearest;
    }
}
