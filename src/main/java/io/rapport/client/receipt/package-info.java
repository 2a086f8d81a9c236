/**
 * Money that came or went back, and that its client has not been told of yet. What is said, and whether, is not decided here.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.client.receipt;
