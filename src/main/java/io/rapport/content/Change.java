package io.rapport.content;

/** What a store did with a record handed to it. */
public enum Change {
    ADDED,
    CHANGED,
    UNCHANGED,
    REMOVED,
    /** Somebody has received or bought it, so it is only switched off: history must stay readable. */
    DEACTIVATED,
    NOT_FOUND
}
