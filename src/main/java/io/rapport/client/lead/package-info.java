/**
 * People from files of other systems: read, checked, found among those we know or made clients, in the background and in parts that
 * are kept with their place. Reads tables through the room of sheets, and decides nothing about anybody.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.client.lead;
