/**
 * Money on its way to us and back: what clients are asked to pay, and what payment providers tell. Purchases themselves are a matter
 * of the clients' room.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.payment;
