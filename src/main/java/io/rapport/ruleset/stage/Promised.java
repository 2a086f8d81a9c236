package io.rapport.ruleset.stage;

import io.rapport.decision.ContentChoice;
import io.rapport.decision.RowHit;
import io.rapport.fact.Candidates;
import io.rapport.fact.Facts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The very material that an advert promised: not matched, for a promise is kept as it was given. */
final class Promised {

    private Promised() {}

    /** @param by the row that hands it over */
    static Optional<ContentChoice> among(Candidates candidates, Facts client, RowHit by) {
        String promise = client.text("promise");
        return candidates.find(client, Set.of(), Set.of()).stream()
                .filter(candidate -> candidate.id().equals(promise))
                .findFirst()
                .map(found -> new ContentChoice(
                        found.id(), found.title(), found.type(), found.url(), BigDecimal.ZERO, List.of(by)));
    }
}
