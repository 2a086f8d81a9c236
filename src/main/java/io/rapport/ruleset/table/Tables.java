package io.rapport.ruleset.table;

import io.rapport.ruleset.schema.CodeList;
import io.rapport.ruleset.schema.FactDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that was read from all workbooks.
 *
 * @param facts that conditions may ask about, by {@link FactDefinition#key()}
 * @param rules by table id
 * @param lessons what the program learns from, by table id
 * @param lists fixed lists and those that sheets made up, by name
 * @param dictionaries the rows of dictionary sheets, by table id
 */
public record Tables(
        Map<String, FactDefinition> facts,
        Map<String, RuleTable> rules,
        Map<String, RuleTable> lessons,
        Map<String, CodeList> lists,
        Map<String, List<Entry>> dictionaries,
        List<Template> templates,
        Settings settings,
        List<Example> examples) {

    public RuleTable table(String id) {
        return Optional.ofNullable(rules.get(id))
                .orElseThrow(() -> new IllegalArgumentException("No table " + id + " among " + rules.keySet()));
    }

    public List<Entry> entries(String dictionary) {
        return dictionaries.getOrDefault(dictionary, List.of());
    }

    public RuleTable lesson(String id) {
        return Optional.ofNullable(lessons.get(id))
                .orElseThrow(() -> new IllegalArgumentException("No lesson " + id + " among " + lessons.keySet()));
    }

    /** The template in the given language, or in the first language it exists in. */
    public Optional<Template> template(String id, String language) {
        List<Template> all =
                templates.stream().filter(template -> template.id().equals(id)).toList();
        return all.stream()
                .filter(template -> template.language().equals(language))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }
}
