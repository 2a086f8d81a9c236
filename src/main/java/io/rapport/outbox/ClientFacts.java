package io.rapport.outbox;

/**
 * What the gate needs to know of a client, read under the client's lock.
 *
 * @param unreachable the messenger has refused to reach this person on the touch's channel
 * @param wroteSince whether the client has written since the touch was planned, understood or not
 */
record ClientFacts(boolean optedOut, boolean withHuman, boolean unreachable, boolean wroteSince) {}
