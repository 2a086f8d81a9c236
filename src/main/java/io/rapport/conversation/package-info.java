/**
 * Finding the words: briefs become messages, questions find their answer. May use {@code content} and {@code decision}.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.conversation;
