/**
 * What people ask about the whole: lists, timelines, the day at a glance. Reads only, by SQL of its own; changes nothing.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.insight;
