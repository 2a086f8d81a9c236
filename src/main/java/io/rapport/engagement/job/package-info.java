/**
 * Work that runs by itself now and then: in slices, each a transaction that also keeps how far it has come, so that it can be
 * killed anywhere and done twice. May use what {@code engagement} may.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.engagement.job;
