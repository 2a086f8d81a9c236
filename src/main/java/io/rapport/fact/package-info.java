/**
 * The flat, immutable facts of one client at one instant, computed purely from client and events. May look at {@code client} and {@code content}.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.fact;
