/**
 * What rule tables may look like: facts, code lists, columns and their limits, owned by developers in {@code rules/schema}.
 * Reads YAML; knows nothing of spreadsheets or Drools.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.ruleset.schema;
