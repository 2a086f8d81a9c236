package io.rapport.decision;

import java.util.List;
import java.util.SortedSet;

/**
 * The client's tags after the decision, and what the rules changed.
 *
 * @param tags all tags that hold now
 * @param on newly put on, with the row that did it
 * @param off taken off, with the row that did it
 */
public record Tagging(SortedSet<String> tags, List<TagChange> on, List<TagChange> off) {

    public record TagChange(String tag, RowHit by) {}
}
