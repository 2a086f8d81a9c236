package io.rapport.content;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A material that can be sent. Empty lists mean "suits anybody". Texts are stripped, and a blank optional text is absent, so that
 * two items are equal exactly if a client could not tell them apart.
 */
public record ContentItem(
        String id,
        String type,
        String title,
        @Nullable String url,
        @Nullable String body,
        List<String> tags,
        List<String> stages,
        List<String> levels,
        List<String> interests,
        String language,
        String format,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        boolean active) {

    public ContentItem {
        id = id.strip();
        type = type.strip();
        title = title.strip();
        url = Texts.orAbsent(url);
        body = Texts.orAbsent(body);
        tags = List.copyOf(tags);
        stages = List.copyOf(stages);
        levels = List.copyOf(levels);
        interests = List.copyOf(interests);
        language = language.strip();
        format = format.strip();
    }

    /** Both ends of the validity count; an absent end is open. */
    public boolean isValidOn(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validTo == null || !day.isAfter(validTo));
    }
}
