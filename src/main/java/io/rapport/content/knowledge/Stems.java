package io.rapport.content.knowledge;

/** How near two stems are: 1 for the same, less for a typo or another ending, 0 for different words. */
final class Stems {

    private static final double TYPO = 0.85;
    private static final double OTHER_ENDING = 0.8;
    private static final double LEAST = 0.45;

    private Stems() {}

    static double nearness(String a, String b) {
        if (a.equals(b)) {
            return 1;
        }
        int shorter = Math.min(a.length(), b.length());
        if (shorter < 4) {
            return 0;
        }
        if (Math.abs(a.length() - b.length()) <= 1 && isOneTypoApart(a, b)) {
            return TYPO;
        }
        if (a.charAt(0) != b.charAt(0)) {
            return 0;
        }
        if (shorter >= 5 && (a.startsWith(b) || b.startsWith(a))) {
            return OTHER_ENDING;
        }
        double shared = new Letters(a).sharedWith(b);
        return shared >= LEAST ? shared : 0;
    }

    /** One letter too many, missing, wrong, or two swapped. */
    private static boolean isOneTypoApart(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        String restA = a.substring(i);
        String restB = b.substring(i);
        return sameAfter(restA, 1, restB, 1)
                || sameAfter(restA, 0, restB, 1)
                || sameAfter(restA, 1, restB, 0)
                || (restA.length() > 1
                        && restB.length() > 1
                        && restA.charAt(0) == restB.charAt(1)
                        && restA.charAt(1) == restB.charAt(0)
                        && sameAfter(restA, 2, restB, 2));
    }

    private static boolean sameAfter(String a, int fromA, String b, int fromB) {
        return a.length() >= fromA
                && b.length() >= fromB
                && a.length() - fromA == b.length() - fromB
                && a.regionMatches(fromA, b, fromB, a.length() - fromA);
    }
}
