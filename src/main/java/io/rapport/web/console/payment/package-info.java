/**
 * The console's page of money: what came, whose it is, and what nobody has claimed yet.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.console.payment;
