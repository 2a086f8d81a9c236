package io.rapport.fact;

import io.rapport.client.Client;
import io.rapport.client.Consent;
import java.util.List;
import java.util.Set;

/**
 * What is kept of a client besides events.
 *
 * @param tags those that earlier decisions put on
 * @param channel where the client was last heard
 */
public record Known(Client client, Set<String> tags, List<Consent> consents, String channel) {}
