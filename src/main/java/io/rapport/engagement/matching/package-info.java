/**
 * Looks, whenever a contact of a client becomes known, whether it is somebody's whom we know already. What is done then is the matter
 * of the room of clients; here is only the thread.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.engagement.matching;
