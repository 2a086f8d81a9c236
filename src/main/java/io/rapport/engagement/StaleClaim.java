package io.rapport.engagement;

/** Somebody else has this message by now: everything done for it is rolled back. */
final class StaleClaim extends RuntimeException {

    StaleClaim(long inboundId) {
        super("The claim of inbound message " + inboundId + " no longer holds");
    }
}
