package io.rapport.content.check;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The codes that content may carry, by field: {@code type}, {@code format}, {@code stages}, {@code levels}, {@code interests},
 * {@code tags}, {@code language}. Which codes exist is decided by rule lists; a field without a list takes anything.
 */
public record Vocabulary(Map<String, Set<String>> allowed) {

    /** Where the lists of the live rules come from. Asked for each import and each change. */
    @FunctionalInterface
    public interface Source {
        Vocabulary current();
    }

    public Vocabulary {
        allowed = Map.copyOf(allowed);
    }

    public static Vocabulary permissive() {
        return new Vocabulary(Map.of());
    }

    boolean allows(String field, String code) {
        Set<String> codes = allowed.getOrDefault(field, Set.of());
        return codes.isEmpty() || codes.contains(code);
    }

    String listOf(String field) {
        return String.join(", ", new TreeSet<>(allowed.getOrDefault(field, Set.of())));
    }

    Optional<String> nearestTo(String field, String code) {
        return Nearest.to(code, allowed.getOrDefault(field, Set.of()));
    }
}
