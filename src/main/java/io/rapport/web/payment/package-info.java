/**
 * Money through the API, and what people do about it from wherever they are: every deed is written down with who did it.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.payment;
