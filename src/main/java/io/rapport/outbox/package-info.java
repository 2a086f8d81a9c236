/**
 * Touches on their way out: the policy gate and the send protocol, so that nobody gets the same touch twice. May use {@code client},
 * {@code channel}, {@code content} (what counts as seen) and {@code decision}.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.outbox;
