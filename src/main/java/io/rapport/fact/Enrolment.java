package io.rapport.fact;

import java.time.Instant;

/**
 * A client's place in a sequence that has not ended.
 *
 * @param cycle the how many-th time the client is in it
 * @param step the last step taken; 0 before the first
 * @param releaseId the release by whose rows it goes on
 * @param stepAt when that step was taken; before the first, when the client was enrolled
 */
public record Enrolment(String sequence, int cycle, int step, long releaseId, Instant enrolledAt, Instant stepAt) {}
