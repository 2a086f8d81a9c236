package io.rapport.web.console;

import io.rapport.content.ContentItem;
import io.rapport.content.ContentLibrary;
import io.rapport.release.LiveRelease;
import io.rapport.ruleset.schema.CodeList;
import io.rapport.ruleset.schema.Label;
import io.rapport.ruleset.table.Row;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The words that the sheets of the live rules have for codes, and the titles of materials: analysts add events, tags and sequences
 * without a developer.
 */
@Component
class RuleWords {

    /** Which lists of the rules know codes of a kind. */
    private static final Map<String, List<String>> LISTS = Map.ofEntries(
            Map.entry("event", List.of("events", "signals")),
            Map.entry("signal", List.of("signals")),
            Map.entry("action", List.of("initiatives", "actions")),
            Map.entry("goal", List.of("goals")),
            Map.entry("tag", List.of("tags")),
            Map.entry("sequence", List.of("sequences")),
            Map.entry("exit", List.of("seriesExits")),
            Map.entry("interest", List.of("interests")),
            Map.entry("experiment", List.of("experiments")),
            Map.entry("arm", List.of("arms")));

    private final LiveRelease live;
    private final ContentLibrary library;

    RuleWords(LiveRelease live, ContentLibrary library) {
        this.live = live;
        this.library = library;
    }

    Optional<String> of(String kind, String code, Locale locale) {
        if (kind.equals("content")) {
            return library.snapshot().item(code).map(ContentItem::title);
        }
        Map<String, CodeList> lists = live.current().rules().tables().lists();
        return LISTS.getOrDefault(kind, List.of()).stream()
                .map(lists::get)
                .filter(Objects::nonNull)
                .filter(list -> list.codes().contains(code))
                .map(list -> word(list.label(code), locale))
                .findFirst();
    }

    /** Why a row is there; empty if the live rules do not have it any more. */
    Optional<String> reason(String row) {
        return live.current().rules().tables().rules().values().stream()
                .flatMap(table -> table.row(row).stream())
                .map(Row::reason)
                .filter(reason -> !reason.isBlank())
                .findFirst();
    }

    private static String word(Label label, Locale locale) {
        return locale.getLanguage().equals("en") ? label.en() : label.ru();
    }
}
