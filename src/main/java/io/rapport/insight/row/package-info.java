/**
 * What the rows of the rules bring: how often each had its say, and what came of the touches it wanted. Reads only, by the definitions
 * of {@code insight.kpi}.
 *
 * <ul>
 *   <li><b>Fired</b>: kept decisions in which the row had its say. Reviews that only repeat a silence are not kept one by one; the row
 *       of such a silence counts the <b>clients left silent</b> instead.
 *   <li><b>Touches</b> belong to the row that wanted them, answers to the first row of {@code replies} behind them; they count when they
 *       left, and are <b>replied</b> to if the client wrote, tapped a button or shared a contact within 72 hours.
 *   <li><b>Sales</b> are first purchases whose last touch before them, of any kind and at most so many days earlier, was the row's and
 *       left in the period; <b>revenue</b> is the net of all purchases, repeated ones too, by the same rule of the last touch.
 * </ul>
 *
 * <p>How often a row fired stays known when a client is erased; who it was about is not kept. Everything else goes with the client.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.insight.row;
