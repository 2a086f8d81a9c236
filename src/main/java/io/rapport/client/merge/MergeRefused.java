package io.rapport.client.merge;

/** Why two clients do not become one, or not two again. */
public final class MergeRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** A client is the same person as itself already. */
        SAME_CLIENT,
        /** Something has been with a messenger for too long: to be tried again. */
        BUSY,
        /** Nothing was merged into this client that could be taken apart. */
        NOT_MERGED,
        /** It was undone already. */
        UNDONE,
        /** Its time to be undone is over. */
        TOO_LATE,
        /** A later merge has to be undone first. */
        LATER_FIRST
    }

    private final Reason reason;

    MergeRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
