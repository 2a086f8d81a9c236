package io.rapport.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One outbound message on its way, reply or proactive.
 *
 * @param key unique for the client: the same key is the same touch, however often it is planned
 * @param brief what to say, as JSON; known to those who plan and word it
 * @param message the words as JSON; absent until they are found
 * @param attempts how often it was tried in its present state, this time included
 * @param token proves who has it in hands
 */
public record Touch(
        long id,
        long clientId,
        String key,
        Kind kind,
        String channel,
        String recipient,
        State state,
        String brief,
        @Nullable String message,
        @Nullable String replyTo,
        Instant plannedAt,
        int attempts,
        @Nullable UUID token,
        Errand errand) {

    public boolean isProactive() {
        return kind == Kind.PROACTIVE;
    }

    public enum Kind {
        /** Answers a message. */
        REPLY,
        /** A material or paper that the client asked for. */
        DOCUMENT,
        /** Says that a person will answer from now on. */
        HAND_OFF_NOTICE,
        /** Says that nothing more will come. */
        OPT_OUT_CONFIRMATION,
        /** A receipt, a booking, a lesson moved: follows from what the client did. */
        TRANSACTIONAL,
        /** Nobody asked for it. */
        PROACTIVE,
        /** Written by a person of the school. */
        OPERATOR
    }

    public enum State {
        PLANNED,
        READY,
        SENDING,
        RETRY,
        HELD,
        SENT,
        UNKNOWN,
        DEAD,
        SUPPRESSED
    }

    /** As it stands after its send was begun. */
    Touch tried() {
        return new Touch(
                id,
                clientId,
                key,
                kind,
                channel,
                recipient,
                State.SENDING,
                brief,
                message,
                replyTo,
                plannedAt,
                attempts + 1,
                token,
                errand);
    }

    /**
     * What is to be sent, before it is a touch.
     *
     * @param message the words if they are known already: then it needs no wording
     * @param notBefore the earliest instant at which it is worded
     */
    public record Plan(
            long clientId,
            String key,
            Kind kind,
            String channel,
            String recipient,
            @Nullable Long decisionId,
            String brief,
            @Nullable Message message,
            @Nullable String replyTo,
            Instant notBefore,
            Errand errand) {

        /** An answer, or anything else that brings nothing about but being said. */
        public Plan(
                long clientId,
                String key,
                Kind kind,
                String channel,
                String recipient,
                @Nullable Long decisionId,
                String brief,
                @Nullable Message message,
                @Nullable String replyTo,
                Instant notBefore) {
            this(clientId, key, kind, channel, recipient, decisionId, brief, message, replyTo, notBefore, Errand.NONE);
        }
    }
}
