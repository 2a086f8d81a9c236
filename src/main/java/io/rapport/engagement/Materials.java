package io.rapport.engagement;

import io.rapport.decision.ContentChoice;
import io.rapport.decision.Reply;
import java.util.Map;
import java.util.stream.Collectors;

/** The materials that a reply hands over. */
final class Materials {

    private Materials() {}

    /** Their ids by their addresses: who follows such a link has opened the material. */
    static Map<String, String> addresses(Reply reply) {
        return reply.parts().stream()
                .map(Reply.Part::content)
                .filter(content -> content != null && content.url() != null)
                .collect(Collectors.toMap(ContentChoice::url, ContentChoice::id, (first, second) -> first));
    }
}
