/**
 * Spreadsheets become rules: reading, checking, compiling, deciding, explaining. The only room that knows Drools and POI; may use {@code fact} and {@code decision}.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.ruleset;
