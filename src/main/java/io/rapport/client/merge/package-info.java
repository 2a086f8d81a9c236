/**
 * Two clients turn out to be one person and become one, and are two again if that was wrong. Knows the tables that hang on a client
 * by asking the database, and the room of clients; nothing else.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.client.merge;
