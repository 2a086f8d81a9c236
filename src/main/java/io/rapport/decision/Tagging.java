package io.rapport.decision;

import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * The client's tags after the decision, and what the rules changed.
 *
 * @param tags all tags that hold now
 * @param on newly put on, with the row that did it
 * @param off taken off, with the row that did it
 */
public record Tagging(SortedSet<String> tags, List<TagChange> on, List<TagChange> off) {

    public record TagChange(String tag, RowHit by) {}

    /** Both changes as one: a tag put on and taken off again has not changed. */
    public Tagging then(Tagging next) {
        return new Tagging(
                next.tags(),
                Stream.concat(on.stream(), next.on().stream())
                        .filter(change -> next.tags().contains(change.tag()))
                        .filter(change ->
                                off.stream().noneMatch(earlier -> earlier.tag().equals(change.tag())))
                        .toList(),
                Stream.concat(off.stream(), next.off().stream())
                        .filter(change -> !next.tags().contains(change.tag()))
                        .filter(change ->
                                on.stream().noneMatch(earlier -> earlier.tag().equals(change.tag())))
                        .toList());
    }
}
