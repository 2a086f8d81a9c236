/**
 * The web chat over HTTP: writing, reading along, and why something was said. A session's id is all that a visitor needs to know.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.chat;
