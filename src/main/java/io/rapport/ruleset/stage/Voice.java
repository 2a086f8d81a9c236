package io.rapport.ruleset.stage;

import io.rapport.decision.ContentChoice;
import io.rapport.decision.Match;
import io.rapport.decision.Reply;
import io.rapport.fact.Candidates;
import io.rapport.fact.Facts;
import io.rapport.ruleset.table.Row;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a row has to say to somebody who did not ask: its template, with content where it wants some. */
public final class Voice {

    /** In the product cell: the one the client bought last. */
    public static final Set<String> BOUGHT_PRODUCT = Set.of("купленный", "bought");

    private final Matching matching;

    Voice(Matching matching) {
        this.matching = matching;
    }

    /**
     * @param part nothing if the row wants content, none fits and it names no template for that case
     * @param match the look into the content library
     */
    record Spoken(Reply.@Nullable Part part, Match match) {}

    Spoken say(Row row, String action, Facts client, Candidates candidates, Instant now) {
        String template = row.text("template");
        Match match = Match.NOTHING;
        ContentChoice content = null;
        boolean wantsContent =
                !row.codes("contentType").isEmpty() || !row.codes("contentTag").isEmpty();
        if (wantsContent) {
            var fresh = candidates.find(client, row.codes("contentType"), row.codes("contentTag"));
            match = matching.match(client, fresh, 1, now);
            content = match.items().isEmpty() ? null : match.items().get(0);
        }
        boolean fallsBack = wantsContent && content == null;
        String said = fallsBack ? row.text("fallback") : template;
        if (said == null) {
            return new Spoken(null, match);
        }
        // What was not handed over has not happened either.
        String leaves = fallsBack ? null : row.text("event");
        return new Spoken(
                new Reply.Part(action, said, product(row, client), Discounts.of(row), content, leaves, row.hit()),
                match);
    }

    private static @Nullable String product(Row row, Facts client) {
        String cell = row.text("product");
        return cell != null && BOUGHT_PRODUCT.contains(cell) ? client.text("lastPurchase") : cell;
    }

    static Reply reply(String action, Reply.Part part, Row row) {
        return new Reply(action, List.of(part), row.text("asks"));
    }
}
