package io.rapport.ruleset.engine;

import io.rapport.decision.RowHit;
import java.util.ArrayList;
import java.util.List;

/** What rules written in DRL conclude. They find it in their session as a fact: {@code $conclusions: Conclusions()}. */
public final class Conclusions {

    private final List<TagChange> tagsOn = new ArrayList<>();
    private final List<TagChange> tagsOff = new ArrayList<>();

    /** @param by names the DRL rule as if it were a row */
    public record TagChange(String tag, RowHit by) {}

    /**
     * @param rule the rule's permanent id, such as {@code D-001}
     * @param reason the words that answer "why?"
     */
    public void tagOn(String tag, String rule, String reason) {
        conclude(tagsOn, tag, rule, reason);
    }

    /** What another rule puts on stays on. */
    public void tagOff(String tag, String rule, String reason) {
        conclude(tagsOff, tag, rule, reason);
    }

    private static void conclude(List<TagChange> changes, String tag, String rule, String reason) {
        boolean isKnown = changes.stream().anyMatch(known -> known.tag().equals(tag));
        if (!isKnown) {
            changes.add(new TagChange(tag, new RowHit("drl", rule, "drl › " + rule, reason, null)));
        }
    }

    public List<TagChange> tagsOn() {
        return List.copyOf(tagsOn);
    }

    public List<TagChange> tagsOff() {
        return List.copyOf(tagsOff);
    }
}
