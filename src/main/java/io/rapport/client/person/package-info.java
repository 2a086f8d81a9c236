/**
 * What shows who a person is: contacts with what vouches for them, and ids that a client once had. Knows nothing else, so that all
 * of the room may use it.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.client.person;
