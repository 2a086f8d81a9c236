/**
 * Content, products and knowledge as CSV files: read with all errors at once, written so that reading gives the same again. May use
 * the rest of {@code content}.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.content.exchange;
