package io.rapport.web.console.chart;

import org.jspecify.annotations.Nullable;

/**
 * One number of a chart.
 *
 * @param label under it, short
 * @param value absent if there is none, which is not the same as zero
 * @param words the value in words for people, with whatever belongs to it
 * @param isWeak whether it rests on too little to say much
 */
public record Point(String label, @Nullable Double value, String words, boolean isWeak) {}
