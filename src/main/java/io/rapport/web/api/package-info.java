/**
 * The versioned JSON interface. Checks what comes in, asks the rooms, and answers; errors are problem details that name the field.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.api;
