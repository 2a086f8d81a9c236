/**
 * Who may call what: deny by default, a bearer token for the API, sign-in for the console, nothing for what messengers and visitors
 * reach. Keeps users and the append-only audit.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.security;
