/**
 * Payment providers, one file each: whether a notice is theirs, and what it says. Books nothing; only those that do not sign are asked
 * over the network.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.payment.provider;
