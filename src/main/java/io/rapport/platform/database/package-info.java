/**
 * The PostgreSQL that comes along: unpacked, initialised, started and kept alive inside the data folder when no other database is
 * configured. Knows files and processes, and nothing of what is stored.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.platform.database;
