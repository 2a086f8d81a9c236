/**
 * The one place that asks the machine for the time. Everybody else is handed a {@link java.time.Clock}.
 */
@org.jspecify.annotations.NullMarked
package io.rapport.platform.clock;
