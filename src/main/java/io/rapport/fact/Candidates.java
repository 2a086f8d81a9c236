package io.rapport.fact;

import java.util.List;
import java.util.Set;

/** Content that may be offered: active, valid, and never seen by this client. */
@FunctionalInterface
public interface Candidates {

    Candidates NONE = (client, types, tags) -> List.of();

    /**
     * @param client whom it should suit
     * @param types only items of one of these types; empty means any
     * @param tags only items with one of these tags; empty means any
     */
    List<Candidate> find(Facts client, Set<String> types, Set<String> tags);
}
