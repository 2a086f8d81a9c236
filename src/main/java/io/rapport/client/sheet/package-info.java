/**
 * Tables of other people's spreadsheets, in and out: CSV here, XLSX in a room of its own. Trusts no file, and holds no more than a
 * row of it in memory.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.client.sheet;
