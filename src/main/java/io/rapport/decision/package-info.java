/**
 * What can be decided, and why: outcomes as plain values, each with the rows behind it. Knows no other room.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.decision;
