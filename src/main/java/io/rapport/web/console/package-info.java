/**
 * The pages for the people who run the house: the day at a glance, clients and the reasons behind every decision. Shows what
 * {@code insight} reads; whatever it changes goes through the desk.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.console;
