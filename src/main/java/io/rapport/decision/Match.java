package io.rapport.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the content library has for somebody, best first. "Nothing fits" is an answer too: then {@code nearestMiss} says which item
 * came closest and what it lacked.
 */
public record Match(List<ContentChoice> items, @Nullable NearestMiss nearestMiss) {

    public static final Match NOTHING = new Match(List.of(), null);

    /** @param lacked what kept the item from being sent, in words */
    public record NearestMiss(ContentChoice item, String lacked) {}
}
