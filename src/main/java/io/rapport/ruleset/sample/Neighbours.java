package io.rapport.ruleset.sample;

import java.util.Arrays;

/** Finds the sample that is most like a text: the cosine of their traits, rare ones weighing more. */
final class Neighbours {

    /** Traits that every eighth sample has tell nothing of likeness and cost most. */
    private static final int COMMON = 8;

    private final int[][] samplesOf;
    private final float[] rarity;
    private final float[] lengths;

    Neighbours(int[][] traits, float[] rarity) {
        this.rarity = rarity;
        this.lengths = new float[traits.length];
        int[] counts = new int[rarity.length];
        for (int[] sample : traits) {
            for (int trait : sample) {
                counts[trait]++;
            }
        }
        this.samplesOf = new int[rarity.length][];
        for (int trait = 0; trait < counts.length; trait++) {
            samplesOf[trait] = new int[counts[trait] > traits.length / COMMON + 1 ? 0 : counts[trait]];
        }
        int[] filled = new int[rarity.length];
        for (int sample = 0; sample < traits.length; sample++) {
            double squares = 1e-9;
            for (int trait : traits[sample]) {
                if (samplesOf[trait].length > 0) {
                    samplesOf[trait][filled[trait]++] = sample;
                    squares += rarity[trait] * rarity[trait];
                }
            }
            lengths[sample] = (float) Math.sqrt(squares);
        }
    }

    /** How like each sample is, up to a factor common to all. */
    float[] likeness(int[] traits) {
        float[] likeness = new float[lengths.length];
        for (int trait : traits) {
            float square = rarity[trait] * rarity[trait];
            for (int sample : samplesOf[trait]) {
                likeness[sample] += square;
            }
        }
        for (int i = 0; i < likeness.length; i++) {
            likeness[i] /= lengths[i];
        }
        return likeness;
    }

    /** The likest of the given samples; the first of equals. */
    static int likest(float[] likeness, int[] among) {
        return Arrays.stream(among)
                .reduce((one, other) -> likeness[other] > likeness[one] ? other : one)
                .orElseThrow();
    }
}
