package io.rapport.engagement.sweep;

import io.rapport.decision.Outcome;
import io.rapport.fact.FactSheet;
import io.rapport.release.Release;

/**
 * What was decided about a client whom somebody asked about.
 *
 * @param decision the journal's number
 */
public record Asked(long decision, FactSheet sheet, Outcome outcome, Release release) {}
