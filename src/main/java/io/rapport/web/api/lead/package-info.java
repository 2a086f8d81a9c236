/**
 * The API of campaigns, their costs, imports of leads and the list of clients as a file. Only shapes: what may be done is checked
 * where the console asks, too.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.api.lead;
