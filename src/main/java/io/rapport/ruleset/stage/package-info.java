/**
 * The stages of a decision, each reading what earlier ones found and saying what its table's rows say. Pure: the same facts always
 * give the same result.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.ruleset.stage;
