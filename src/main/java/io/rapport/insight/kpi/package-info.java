/**
 * The four key figures and what they are made of, counted from clients, events, touches and purchases; the same formulas stand on the
 * page of the console. Reads only; uses what the room {@code engagement.rollup} has counted, and counts the rest itself.
 *
 * <p>Every figure is as of now: what came late, or was paid back since, changes past periods too. Clients who were erased are in none
 * of them. Days, weeks (from Monday) and months are those of the house's zone.
 *
 * <ul>
 *   <li><b>First contact</b> of a client: the earliest of being created, of the first event, and of the first sale.
 *   <li><b>Sale</b>: a client's first purchase that has not been paid back in full. Whoever has one is a customer.
 *   <li><b>Lead-to-sale conversion</b> = clients created in the period who have become customers by now ÷ clients created in the period.
 *   <li><b>LTV</b> = Σ (amount − refunded) over all purchases of the customers won in the period ÷ those customers, each currency by
 *       itself.
 *   <li><b>Sales cycle</b> = first sale − first contact of the customers won in the period: median and 90th percentile (interpolated),
 *       in days.
 *   <li><b>Engagement rate</b> = proactive touches sent in the period after which the client wrote, tapped a button or shared a contact
 *       within 72 hours ÷ proactive touches that arrived.
 *   <li><b>Revenue</b> = Σ (amount − refunded) of purchases paid in the period.
 *   <li><b>Cost per lead, per sale</b> = cost of campaigns on the days of the period ÷ clients created in the period who came from a
 *       campaign with such a cost, and ÷ those of them who have become customers by now.
 * </ul>
 *
 * <p>By day, week and month clients count when they were created, sales when they were paid, touches when they were sent. By cohort
 * everything counts for the month in which the client was created, whenever it happened. By release, row and material clients are those
 * who were sent such a touch in the period, and a purchase counts for the last touch of any kind before it, at most so many days
 * earlier: <b>last-touch attribution</b>, which says what came before a purchase and not what caused it.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.insight.kpi;
