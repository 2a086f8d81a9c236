package io.rapport.engagement;

import java.time.Instant;

/** Published when the demo clock jumped: whoever waits for a time has to look again. Real time never jumps, so nothing may rely on it. */
public record ClockAdvanced(Instant now) {}
