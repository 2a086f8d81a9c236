/**
 * Sheets become typed tables: rows, conditions and values, each knowing its cell, or errors that name it. Plain Java that can
 * also be asked directly why a row matched or not; knows no Drools.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.ruleset.table;
