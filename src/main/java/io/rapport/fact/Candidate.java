package io.rapport.fact;

import org.jspecify.annotations.Nullable;

/**
 * A content item that may be offered to a client, and how well it suits.
 *
 * @param facts of the scope {@code content}
 */
public record Candidate(
        String id, String title, String type, @Nullable String url, Facts facts) {}
