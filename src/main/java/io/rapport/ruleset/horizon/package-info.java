/**
 * When the passing of time alone will change what the rules say of a client: read from the cells of the compiled rows, never
 * guessed. Plain Java beside the tables and the arithmetic of points; knows no Drools.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.ruleset.horizon;
