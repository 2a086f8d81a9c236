package io.rapport.ruleset.engine;

import io.rapport.decision.RowHit;
import java.util.ArrayList;
import java.util.List;

/** What rules written in DRL conclude. They find it in their session as a fact: {@code $conclusions: Conclusions()}. */
public final class Conclusions {

    private final List<TagOn> tagsOn = new ArrayList<>();

    /** @param by names the DRL rule as if it were a row */
    public record TagOn(String tag, RowHit by) {}

    /**
     * @param rule the rule's permanent id, such as {@code D-001}
     * @param reason the words that answer "why?"
     */
    public void tagOn(String tag, String rule, String reason) {
        boolean isKnown = tagsOn.stream().anyMatch(known -> known.tag().equals(tag));
        if (!isKnown) {
            tagsOn.add(new TagOn(tag, new RowHit("drl", rule, "drl › " + rule, reason, null)));
        }
    }

    public List<TagOn> tagsOn() {
        return List.copyOf(tagsOn);
    }
}
