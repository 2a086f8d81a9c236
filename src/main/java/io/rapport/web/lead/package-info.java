/**
 * What people do with campaigns, imports and lists of clients, from the console and through the API alike. Checks what they ask for,
 * in both languages, and leaves a trace of what changed.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.lead;
