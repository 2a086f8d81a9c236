/**
 * Reports for machines and spreadsheets: key figures and what the rows bring, as JSON and CSV. Parses what is asked and answers; the
 * counting is done by {@code insight}.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.insight;
