/**
 * What payment providers told, kept once and worked off: booked for the client whose money it is, or left for a person with the reason
 * why. Nothing is lost here, and nothing counts twice.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.payment.notice;
