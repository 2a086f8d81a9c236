/**
 * Workbooks of any size, read and written as they stream by. No entity is resolved, no formula run, and what unpacks to more than
 * it should is refused.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.client.sheet.xlsx;
