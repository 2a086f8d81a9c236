package io.rapport.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules said for one fact sheet, and the rows behind each of it.
 *
 * @param reply to a message; silence when none made the client due
 * @param initiative what the bot does of its own accord
 * @param next when the client is due again though nothing happens; absent means never
 * @param rows every row that had its say, in the order of the stages
 */
public record Outcome(
        Score score,
        Tagging tagging,
        String stage,
        Reply reply,
        Match match,
        Initiative initiative,
        @Nullable NextReview next,
        List<RowHit> rows) {

    public Outcome with(Initiative taken) {
        return new Outcome(score, tagging, stage, reply, match, taken, next, rows);
    }

    public Outcome with(@Nullable NextReview review) {
        return new Outcome(score, tagging, stage, reply, match, initiative, review, rows);
    }

    /** An answer to a message, or silence: nothing of the bot's own accord. */
    public Outcome(Score score, Tagging tagging, String stage, Reply reply, Match match, List<RowHit> rows) {
        this(score, tagging, stage, reply, match, Initiative.NONE, null, rows);
    }
}
