package io.rapport.client;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened with a client: the ground truth that scores, tags and stages are computed from.
 *
 * @param type see {@link EventTypes}; rules may name others that come in through the API
 * @param at when it happened, which may be long before it was told to us
 */
public record Event(long id, long clientId, String type, Instant at, Map<String, Object> attributes) {}
