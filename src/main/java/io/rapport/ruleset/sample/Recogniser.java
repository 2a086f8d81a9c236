package io.rapport.ruleset.sample;

import io.rapport.ruleset.phrase.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Has learnt from samples and likens messages to them. Immutable; the same samples always make the same guesses. */
public final class Recogniser {

    private static final double SLIGHTEST = 0.05;

    private final Traits traits;
    private final TraitIndex index = new TraitIndex();
    private final List<Sample> samples;
    private final Map<String, Sample> byWords = new HashMap<>();
    /** Every signal as such, and those that tell something once more for each thing told. */
    private final List<Meaning> meanings;

    private final int[][] samplesOf;
    private final Weights weights;
    private final Neighbours neighbours;

    private Recogniser(List<Sample> samples, Kindred kindred) {
        this.samples = List.copyOf(samples);
        this.traits = new Traits(kindred);
        int[][] traitsOf = new int[samples.size()][];
        var distinct = new LinkedHashSet<Meaning>();
        for (int i = 0; i < traitsOf.length; i++) {
            List<String> words = Text.of(samples.get(i).text()).words();
            byWords.putIfAbsent(String.join(" ", words), samples.get(i));
            traitsOf[i] = numbered(traits.of(words));
            samples.get(i).meanings().stream().flatMap(Recogniser::withSignal).forEach(distinct::add);
        }
        this.meanings = List.copyOf(distinct);
        int[][] targets = samples.stream()
                .map(sample -> sample.meanings().stream()
                        .flatMap(Recogniser::withSignal)
                        .mapToInt(meanings::indexOf)
                        .distinct()
                        .sorted()
                        .toArray())
                .toArray(int[][]::new);
        float[] rarity = rarity(traitsOf);
        this.samplesOf = samplesOf(targets);
        this.weights = Weights.learn(traitsOf, targets, meanings.size(), rarity);
        this.neighbours = new Neighbours(traitsOf, rarity);
    }

    public static Recogniser learn(List<Sample> samples, Kindred kindred) {
        return new Recogniser(samples, kindred);
    }

    /**
     * What the message and its sentences seem to mean, the surest first, each signal once. A message that is a sample, word by word,
     * means what the sample means, and that is certain.
     */
    public List<Guess> guesses(Text message) {
        List<String> words = message.words();
        if (words.isEmpty() || samples.isEmpty()) {
            return List.of();
        }
        String whole = message.original().strip();
        Sample same = byWords.get(String.join(" ", words));
        if (same != null) {
            return same.meanings().stream()
                    .map(meaning -> new Guess(meaning, 1, whole, same.id(), true))
                    .toList();
        }
        var surest = new LinkedHashMap<String, Guess>();
        guess(words, whole, surest);
        List<Text.Sentence> sentences = message.sentences();
        if (sentences.size() > 1) {
            sentences.forEach(sentence -> guess(sentence.words(), sentence.quote(), surest));
        }
        var guesses = new ArrayList<>(surest.values());
        guesses.sort(Comparator.comparingDouble(Guess::share).reversed());
        return List.copyOf(guesses);
    }

    private static Stream<Meaning> withSignal(Meaning meaning) {
        return Stream.of(new Meaning(meaning.signal(), null), meaning);
    }

    private void guess(List<String> words, String quote, Map<String, Guess> surest) {
        int[] known = index.known(traits.of(words));
        float[] shares = weights.shares(known);
        float[] likeness = null;
        for (int i = 0; i < shares.length; i++) {
            Meaning signal = meanings.get(i);
            Guess surer = surest.get(signal.signal());
            if (signal.value() == null && shares[i] >= SLIGHTEST && (surer == null || surer.share() < shares[i])) {
                likeness = likeness == null ? neighbours.likeness(known) : likeness;
                int likeliest = likeliestOf(signal.signal(), shares, i);
                Sample likest = samples.get(Neighbours.likest(likeness, samplesOf[likeliest]));
                surest.put(signal.signal(), new Guess(meanings.get(likeliest), shares[i], quote, likest.id(), false));
            }
        }
    }

    /** What was told, where the signal tells something: the likeliest of all that can be told. */
    private int likeliestOf(String signal, float[] shares, int asSuch) {
        int likeliest = asSuch;
        for (int i = 0; i < shares.length; i++) {
            Meaning told = meanings.get(i);
            if (told.value() != null
                    && told.signal().equals(signal)
                    && (likeliest == asSuch || shares[i] > shares[likeliest])) {
                likeliest = i;
            }
        }
        return likeliest;
    }

    private int[] numbered(int[] hashes) {
        int[] numbers = new int[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            numbers[i] = index.number(hashes[i]);
        }
        return numbers;
    }

    private float[] rarity(int[][] traitsOf) {
        int[] counts = new int[index.size()];
        for (int[] sample : traitsOf) {
            for (int trait : sample) {
                counts[trait]++;
            }
        }
        float[] rarity = new float[counts.length];
        for (int i = 0; i < rarity.length; i++) {
            rarity[i] = (float) StrictMath.log(1 + (double) traitsOf.length / counts[i]);
        }
        return rarity;
    }

    private int[][] samplesOf(int[][] targets) {
        var lists = new ArrayList<List<Integer>>();
        meanings.forEach(meaning -> lists.add(new ArrayList<>()));
        for (int i = 0; i < targets.length; i++) {
            for (int target : targets[i]) {
                lists.get(target).add(i);
            }
        }
        return lists.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }
}
