/**
 * The shell around the rules: a client who is due is decided about, and the decision is applied in one transaction. May use all rooms above.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.engagement;
