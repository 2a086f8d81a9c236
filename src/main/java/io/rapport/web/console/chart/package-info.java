/**
 * A few kinds of charts as plain geometry: numbers in, places and labels out, for templates to draw as SVG. Knows nothing of what the
 * numbers mean, and nothing of the page.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.console.chart;
