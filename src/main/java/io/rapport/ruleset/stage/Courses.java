package io.rapport.ruleset.stage;

import io.rapport.ruleset.phrase.Phrases;
import io.rapport.ruleset.phrase.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words by which people call the courses of the catalogue. */
public final class Courses {

    /** Signals that may be about one course. */
    private static final Set<String> ABOUT_ONE = Set.of("ASKED_PRICE", "ASKED_FORMAT", "READY_TO_BUY");

    private final Map<String, Phrases> phrases;

    public Courses(Map<String, Phrases> phrases) {
        this.phrases = new LinkedHashMap<>(phrases);
    }

    /** The one course a message names; none if it names several, since then all must be told of. */
    @Nullable
    String named(String signal, Text message) {
        if (!ABOUT_ONE.contains(signal)) {
            return null;
        }
        String named = null;
        for (var course : phrases.entrySet()) {
            if (course.getValue().findIn(message, true).isPresent()) {
                if (named != null) {
                    return null;
                }
                named = course.getKey();
            }
        }
        return named;
    }
}
