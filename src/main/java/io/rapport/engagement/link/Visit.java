package io.rapport.engagement.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody or something opens a short link.
 *
 * @param agent what the program calls itself
 * @param isPeek whether only the head is asked for, or the page in advance
 */
public record Visit(Instant at, @Nullable String agent, boolean isPeek) {}
