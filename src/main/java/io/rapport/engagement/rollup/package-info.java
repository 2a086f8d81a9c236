/**
 * Keeps counted what reports would have to count from the whole past: what came of each touch, which stages clients reached, how
 * often rows fired. May use what {@code engagement} may; {@code insight} reads what lies here, and from the place on where it ends.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.engagement.rollup;
