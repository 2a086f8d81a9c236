/**
 * What content must be like, and how to say what is wrong with it: every field at once, naming what is allowed. Which codes exist
 * comes in as a {@link io.rapport.content.check.Vocabulary}; uses the records of {@code content} only.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.content.check;
