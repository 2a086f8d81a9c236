/**
 * Clients whose time has come, in batches: every node takes those who are due, decides and writes it down. May use what
 * {@code engagement} may, and {@code engagement} itself, which knows nothing of it.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.engagement.sweep;
