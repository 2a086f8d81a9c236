package io.rapport.decision;

import java.util.List;

/**
 * What the rules said for one fact sheet, and the rows behind each of it.
 *
 * @param rows every row that had its say, in the order of the stages
 */
public record Outcome(Score score, Tagging tagging, String stage, Reply reply, Match match, List<RowHit> rows) {}
