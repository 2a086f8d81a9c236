package io.rapport.simulation;

import io.rapport.decision.Initiative;
import java.time.Instant;
import java.util.Map;

/**
 * A touch that was decided and has not passed the gate.
 *
 * @param touched what its event will say
 */
record OnItsWay(String key, Initiative initiative, Map<String, Object> touched, Instant plannedAt) {}
