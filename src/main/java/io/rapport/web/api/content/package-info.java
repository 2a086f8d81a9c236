/**
 * Content, products and knowledge over HTTP: one shape for the three, by record and by file. Parses and answers; what is acceptable
 * is decided in {@code content}.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.api.content;
