/**
 * Decisions kept: who was decided about, by which release, on which facts, with which rows. May use {@code decision} and {@code fact}.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.journal;
