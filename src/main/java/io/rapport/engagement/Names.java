package io.rapport.engagement;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What to call somebody: profiles hold anything, from a first name to a slogan in emoji. */
public final class Names {

    private static final Pattern GIVEN_NAME =
            Pattern.compile("^([А-ЯЁа-яёA-Za-z][а-яёa-z'’]{1,19}(?:-[А-ЯЁA-Z][а-яёa-z]{1,19})?)(?:\\s|$)");

    private Names() {}

    /** The first name, if the profile begins with something that can be one. */
    public static Optional<String> given(@Nullable String profileName) {
        if (profileName == null) {
            return Optional.empty();
        }
        Matcher matcher = GIVEN_NAME.matcher(profileName.strip());
        return matcher.find()
                ? Optional.of(Character.toUpperCase(matcher.group(1).charAt(0))
                        + matcher.group(1).substring(1))
                : Optional.empty();
    }
}
