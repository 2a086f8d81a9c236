/**
 * Spreadsheets as they are: sheets, rows and typed raw cells, each knowing its address. Knows POI and nothing of rules; refuses
 * files that are too large or too strange to open.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.ruleset.workbook;
