/**
 * Who we talk to: clients, their identities on channels, and the events that happened with them. The ground truth; knows no
 * other room.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.client;
