package io.rapport.client.campaign;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One source of clients.
 *
 * @param code what its links carry, and the source of whoever comes by them
 * @param medium by which way it reaches people, such as {@code cpc}
 * @param contentId the material it promises
 * @param utm the {@code utm_…} values of its adverts, in lower case: who comes with these and without a code comes from here
 */
public record Campaign(
        String code,
        String name,
        @Nullable String medium,
        @Nullable String contentId,
        Map<String, String> utm,
        Instant createdAt,
        String createdBy,
        @Nullable Instant archivedAt) {

    public boolean isArchived() {
        return archivedAt != null;
    }
}
