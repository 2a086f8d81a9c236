package io.rapport.content.exchange;

/** What to do with a file that has errors. */
public enum Strictness {
    /** One error, and nothing is saved. */
    ALL_OR_NOTHING,
    /** Lines without errors are saved. */
    GOOD_LINES,
    /** Nothing is saved in any case: only the report is wanted. */
    CHECK_ONLY
}
