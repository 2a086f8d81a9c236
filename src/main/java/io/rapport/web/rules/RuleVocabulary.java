package io.rapport.web.rules;

import io.rapport.content.check.Vocabulary;
import io.rapport.release.LiveRelease;
import io.rapport.ruleset.schema.CodeList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Content may carry the codes that the live rules know, and no others: a typo in a tag would never be matched. */
@Component
class RuleVocabulary implements Vocabulary.Source {

    private static final Map<String, String> LIST_OF_FIELD = Map.of(
            "type", "contentTypes",
            "format", "formats",
            "stages", "stages",
            "levels", "levels",
            "interests", "interests",
            "tags", "contentTags",
            "language", "languages");

    private final LiveRelease live;

    RuleVocabulary(LiveRelease live) {
        this.live = live;
    }

    @Override
    public Vocabulary current() {
        Map<String, CodeList> lists = live.current().rules().tables().lists();
        Map<String, Set<String>> allowed = new HashMap<>();
        LIST_OF_FIELD.forEach((field, list) -> {
            CodeList codes = lists.get(list);
            if (codes != null) {
                allowed.put(field, new LinkedHashSet<>(codes.codes()));
            }
        });
        return new Vocabulary(allowed);
    }
}
