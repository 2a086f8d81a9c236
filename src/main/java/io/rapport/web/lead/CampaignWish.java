package io.rapport.web.lead;

import io.rapport.client.Harmless;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as somebody wants it; checked once it is made.
 *
 * @param code blank to have one made of the name
 */
public record CampaignWish(
        String code,
        String name,
        @Nullable String medium,
        @Nullable String contentId,
        Map<String, String> utm) {

    public static final Set<String> UTM = Set.of("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term");

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_WORD = 64;

    public CampaignWish {
        code = code.strip();
        name = line("name", name, LONGEST_NAME);
        medium = medium == null || medium.isBlank() ? null : line("medium", medium, LONGEST_WORD);
        contentId = contentId == null || contentId.isBlank() ? null : Harmless.text(contentId.strip());
        Map<String, String> values = new TreeMap<>();
        utm.forEach((key, value) -> {
            if (!UTM.contains(key)) {
                throw new Mistake(
                        "utm", "неизвестная метка «%s»".formatted(key), "unknown value \"%s\"".formatted(key));
            }
            if (value != null && !value.isBlank()) {
                // adverts are typed by people: capitals do not tell them apart
                values.put(key, line(key, value, LONGEST_WORD).toLowerCase(Locale.ROOT));
            }
        });
        utm = Map.copyOf(values);
        if (name.isEmpty()) {
            throw new Mistake("name", "назовите кампанию", "must not be blank");
        }
    }

    private static String line(String field, String text, int longest) {
        String line = text.replaceAll("[\\p{Cc}\\s]+", " ")
                .replaceAll("\\p{Cf}|\\p{Cs}", "")
                .strip();
        if (line.length() > longest) {
            throw new Mistake(
                    field,
                    "не длиннее %d знаков".formatted(longest),
                    "must have at most %d characters".formatted(longest));
        }
        return line;
    }
}
