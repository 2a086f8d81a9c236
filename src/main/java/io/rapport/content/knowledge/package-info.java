/**
 * Finding the entry that answers a question asked in a client's own words. The store and the look-up over it; uses the records of
 * {@code content} only.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.content.knowledge;
