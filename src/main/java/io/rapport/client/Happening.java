package io.rapport.client;

import java.time.Instant;
import java.util.Map;

/**
 * An event that is not yet kept.
 *
 * @param dedupeKey a client has no two events of one key
 */
public record Happening(String type, Instant at, Map<String, ?> attributes, String dedupeKey) {}
