/**
 * A table as it is handed on row by row, whatever file it comes from or goes to. Knows no format.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.client.sheet.row;
