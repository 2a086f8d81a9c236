/**
 * How far clients have come and how long it took them: the funnel, and how sales cycles spread. Reads only, by the definitions of
 * {@code insight.kpi}.
 *
 * <p>A client has <b>reached</b> a stage if a decision ever left him in it or in a later one, if he is in it or a later one now, or, for
 * the last stage, if he has bought something and not got all of it back. So whoever skips a stage has passed it, and whoever was lost
 * counts as far as he had come.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.insight.journey;
