package io.rapport.ruleset.sample;

import java.util.Arrays;

/** Collects the hashes of traits. A rare collision makes two traits one, which costs nothing that can be measured. */
final class TraitSet {

    private int[] hashes = new int[64];
    private int size;

    void add(String kind, String one, String other) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size++] = mixed(31 * (31 * kind.hashCode() + one.hashCode()) + 17 * other.hashCode() + other.length());
    }

    int[] sorted() {
        int[] sorted = Arrays.copyOf(hashes, size);
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, distinct);
    }

    private static int mixed(int hash) {
        int x = (hash ^ (hash >>> 16)) * 0x45d9f3b;
        x = (x ^ (x >>> 16)) * 0x45d9f3b;
        return x ^ (x >>> 16);
    }
}
