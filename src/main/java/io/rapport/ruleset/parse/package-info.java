/**
 * From raw cells to checked tables: every mistake is collected with its cell, none stops the reading. Uses {@code schema},
 * {@code workbook} and {@code table}.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.ruleset.parse;
