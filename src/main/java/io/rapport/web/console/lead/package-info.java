/**
 * Pages of the console about where clients come from: campaigns, imports, and the list as a file. Says in both languages what the
 * desks of this house say.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.console.lead;
