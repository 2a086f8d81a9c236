/**
 * Drools, and nothing else: rows become rules of its canonical model, DRL files are compiled, both fire in one session. Only this
 * package touches its low-level API.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.ruleset.engine;
