/**
 * Which set of rules is live, on every node, and what its files were. May use {@code ruleset} and {@code journal}.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.release;
