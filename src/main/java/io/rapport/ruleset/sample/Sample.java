package io.rapport.ruleset.sample;

import java.util.Set;

/**
 * A message as somebody wrote it, and all it means.
 *
 * @param id of its row, such as {@code U-0312}
 * @param meanings at least one; a message that means nothing to us has the signal OTHER
 */
public record Sample(String id, String text, Set<Meaning> meanings) {}
