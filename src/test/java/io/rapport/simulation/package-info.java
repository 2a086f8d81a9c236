/**
 * A base of invented clients lives through months within minutes. What the bot did of its own accord is then held against the promises
 * by a checker that shares no code with the rules.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.simulation;
