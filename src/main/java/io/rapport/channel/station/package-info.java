/**
 * How work gets picked up: a few threads that look for rows in a state, woken by a bell, patient when the database is away.
 * Knows nothing of what the work is.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.channel.station;
