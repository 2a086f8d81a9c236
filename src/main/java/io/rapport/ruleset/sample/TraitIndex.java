package io.rapport.ruleset.sample;

import java.util.Arrays;

/** Numbers for the traits of all samples, by hash. Open addressing: boxing half a million of them would cost more than learning. */
final class TraitIndex {

    private int[] keys = new int[1 << 16];
    private int[] numbers = new int[1 << 16];
    private int size;

    TraitIndex() {
        Arrays.fill(numbers, -1);
    }

    int size() {
        return size;
    }

    /** The number of this hash, a new one if it has none yet. */
    int number(int hash) {
        if (size * 2 > keys.length) {
            grow();
        }
        int slot = slot(hash);
        if (numbers[slot] < 0) {
            keys[slot] = hash;
            numbers[slot] = size++;
        }
        return numbers[slot];
    }

    /** The numbers of those hashes that have one. */
    int[] known(int[] hashes) {
        int[] known = new int[hashes.length];
        int count = 0;
        for (int hash : hashes) {
            int number = numbers[slot(hash)];
            if (number >= 0) {
                known[count++] = number;
            }
        }
        return Arrays.copyOf(known, count);
    }

    private int slot(int hash) {
        int slot = hash & keys.length - 1;
        while (numbers[slot] >= 0 && keys[slot] != hash) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private void grow() {
        int[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new int[oldKeys.length * 2];
        numbers = new int[oldKeys.length * 2];
        Arrays.fill(numbers, -1);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] >= 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }
}
