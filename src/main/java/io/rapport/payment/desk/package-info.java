/**
 * What people do about money: they say whose it is, enter what no provider tells, and take back what they did by mistake. Who did it is
 * for the caller to write down.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.payment.desk;
