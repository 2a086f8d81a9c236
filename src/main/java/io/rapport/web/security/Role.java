package io.rapport.web.security;

/** What a person in the console may do. Everybody who may sign in may read. */
public enum Role {
    /** Dialogues: take over, hand back, opt out. */
    OPERATOR,
    /** Drafts of rules, examples, replay. */
    ANALYST,
    /** Approving and publishing. */
    PUBLISHER,
    /** Users, secrets, export and erasure of personal data. */
    ADMIN
}
