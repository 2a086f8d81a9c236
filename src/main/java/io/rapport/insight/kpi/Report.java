package io.rapport.insight.kpi;

import java.util.List;

/**
 * Figures of a period, all together and in parts.
 *
 * @param attributionDays how long before a purchase its last touch may lie; matters for parts of touches only
 * @param total everything in the period; for parts of touches still told by the formulas for clients
 */
public record Report(Period period, Cut by, int attributionDays, Figures total, List<Figures> parts) {}
