/**
 * Understands by example: messages that analysts collected, with what they mean, are learnt from when a release is compiled, and a
 * new message is likened to them. Pure and deterministic; may touch {@code phrase} for cutting text into words and nothing else.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.ruleset.sample;
