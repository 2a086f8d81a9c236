package io.rapport.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the bot does of its own accord: it reopens a conversation, goes on with a series, or has its reason for silence.
 *
 * @param action such as REOPEN, SEQUENCE, WAIT, REST or GIVE_UP
 * @param goal what the touch is to achieve, in the words of the sheet
 * @param touch what is to be said if the verdict allows it; silence otherwise
 * @param leaves the code of the event that the decision itself leaves (the client rests, is given up), touch or not
 * @param verdict of the policy; absent where nothing was to be said
 * @param window local time in which the touch may leave, such as {@code 10:00–19:00}; absent means whenever the policy allows
 */
public record Initiative(
        String action,
        @Nullable String goal,
        Reply touch,
        @Nullable String leaves,
        @Nullable Verdict verdict,
        List<SeriesMove> moves,
        @Nullable String window,
        @Nullable RowHit by) {

    public static final Initiative NONE =
            new Initiative(Reply.SAY_NOTHING, null, Reply.silence(), null, null, List.of(), null, null);

    public Initiative with(Verdict passed) {
        return new Initiative(action, goal, touch, leaves, passed, moves, window, by);
    }

    /** Whether the touch is a step of a series, which is taken when the touch leaves. */
    public boolean isStep() {
        return moves.stream()
                .anyMatch(
                        move -> move instanceof SeriesMove.Advance && move.by().equals(by));
    }

    public boolean isAllowed() {
        return verdict instanceof Verdict.Allow && !touch.isSilence();
    }
}
