package io.rapport.engagement.link;

import org.jspecify.annotations.Nullable;

/**
 * Where a short link leads.
 *
 * @param touchKey the touch it was sent with
 * @param contentId the material behind it, if it is one
 */
public record Link(
        String code,
        long clientId,
        @Nullable String touchKey,
        @Nullable String contentId,
        String url) {}
