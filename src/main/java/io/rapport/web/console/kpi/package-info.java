/**
 * The pages on figures: the key figures with their charts, and what the rows of the rules bring. Shows what {@code insight} counts; may
 * use the rest of the console, which knows nothing of it.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.web.console.kpi;
