/**
 * Imports of leads: a file is kept in pieces, looked at, and taken in part by part, each with its place, so that a crash loses and
 * doubles nothing. Knows how rows are read, and no web.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.client.lead.intake;
