package io.rapport.client.lead;

import io.rapport.client.Consent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person as a row of a file tells of him; he has a phone or an e-mail.
 *
 * @param phone in E.164
 * @param email in lower case
 * @param zoneFrom a name of {@link io.rapport.client.Zones.Source}
 * @param attributes what else the row says
 */
public record Lead(
        int row,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String source,
        @Nullable String language,
        @Nullable ZoneId zone,
        @Nullable String zoneFrom,
        Map<String, String> attributes,
        List<Agreed> consents) {

    /** A consent, with what proves it. */
    public record Agreed(Consent.Purpose purpose, String textVersion, String source, Instant at) {}
}
