/**
 * Spring configuration: embedded PostgreSQL, the clock, security. Nobody depends on it.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.platform;
