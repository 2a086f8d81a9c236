package io.rapport.engagement;

import io.rapport.client.TagChange;
import io.rapport.decision.Tagging;
import java.util.List;
import java.util.stream.Stream;

/** What a decision changed about tags, as it is kept of the client. */
public final class Tagged {

    private Tagged() {}

    public static List<TagChange> changes(long clientId, Tagging tagging) {
        return Stream.concat(
                        tagging.on().stream().map(change -> change(clientId, change, true)),
                        tagging.off().stream().map(change -> change(clientId, change, false)))
                .toList();
    }

    private static TagChange change(long clientId, Tagging.TagChange change, boolean isOn) {
        return new TagChange(clientId, change.tag(), isOn, change.by().row());
    }
}
