package io.rapport.outbox;

/**
 * What is known of a client under its lock when a touch wants to leave.
 *
 * @param unreachable the messenger has refused to reach this person on the touch's channel
 * @param wroteSince whether the client has written since the touch was planned
 * @param unread whether a message of the client waits to be understood
 * @param due whether something has happened to the client that nobody has decided about yet
 */
public record ClientFacts(
        boolean optedOut, boolean withHuman, boolean unreachable, boolean wroteSince, boolean unread, boolean due) {}
