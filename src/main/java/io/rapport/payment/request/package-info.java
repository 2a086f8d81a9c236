/**
 * What clients are asked to pay: a request for each offer with a price, and the link that leads to where it is paid. Asks nobody and
 * books nothing.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.payment.request;
