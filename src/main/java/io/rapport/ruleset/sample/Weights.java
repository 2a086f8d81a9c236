package io.rapport.ruleset.sample;

import java.util.Arrays;
import java.util.Random;

/**
 * Logistic regression, one for each class, since a message may mean several things. Learnt by gradient descent in a fixed order for a
 * fixed number of rounds; {@link StrictMath} and the seeded order make the weights the same, bit by bit, on every node.
 */
final class Weights {

    private static final int ROUNDS = 6;
    private static final double STEP = 8;
    /** Errors smaller than this are not worth a step. */
    private static final float TOLERATED = 0.02f;
    /** Before anything is known of a text, each class is unlikely. */
    private static final float DOUBT = 4;

    private final int classes;
    private final float[] rarity;
    private final float[] weights;

    private Weights(int classes, float[] rarity) {
        this.classes = classes;
        this.rarity = rarity;
        this.weights = new float[rarity.length * classes];
    }

    /**
     * @param traits of each sample, by number
     * @param targets the classes of each sample
     * @param rarity how much each trait tells: the fewer samples have it, the more
     */
    static Weights learn(int[][] traits, int[][] targets, int classes, float[] rarity) {
        var learnt = new Weights(classes, rarity);
        int[] order = new int[traits.length];
        Arrays.setAll(order, i -> i);
        var random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            shuffle(order, random);
            float step = (float) (STEP * (ROUNDS - round) / ROUNDS);
            for (int sample : order) {
                learnt.step(traits[sample], targets[sample], step);
            }
        }
        return learnt;
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }

    private void step(int[] traits, int[] targets, float step) {
        float[] errors = shares(traits);
        for (int target : targets) {
            errors[target] -= 1;
        }
        int[] wrong = new int[classes];
        int count = 0;
        for (int i = 0; i < classes; i++) {
            if (Math.abs(errors[i]) > TOLERATED) {
                wrong[count++] = i;
            }
        }
        float scale = step * scale(traits);
        for (int trait : traits) {
            correct(trait * classes, rarity[trait] * scale, errors, wrong, count);
        }
    }

    private void correct(int row, float by, float[] errors, int[] wrong, int count) {
        for (int i = 0; i < count; i++) {
            weights[row + wrong[i]] -= by * errors[wrong[i]];
        }
    }

    /** How likely each class is, whatever the others are. */
    float[] shares(int[] traits) {
        float[] sums = new float[classes];
        float scale = scale(traits);
        for (int trait : traits) {
            add(sums, trait * classes, rarity[trait] * scale);
        }
        for (int i = 0; i < classes; i++) {
            sums[i] = (float) (1 / (1 + StrictMath.exp(DOUBT - sums[i])));
        }
        return sums;
    }

    /** Kept apart and plain, so that the compiler turns it into vector instructions. */
    private void add(float[] sums, int row, float by) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weights[row + i] * by;
        }
    }

    private float scale(int[] traits) {
        double squares = 1e-9;
        for (int trait : traits) {
            squares += rarity[trait] * rarity[trait];
        }
        return (float) (1 / Math.sqrt(squares));
    }
}
