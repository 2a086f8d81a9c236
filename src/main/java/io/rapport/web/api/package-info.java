/**
 * The versioned HTTP API for machines: JSON in, JSON or problem details out. Parses and answers; decides nothing.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.api;
