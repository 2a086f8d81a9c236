package io.rapport.ruleset.table;

import io.rapport.decision.TemplateText;
import java.util.List;

/**
 * How something is said, in several variants of one meaning.
 *
 * @param id such as {@code greeting}; the same id may exist once per language
 * @param buttons offered under it; data as in {@link Button#data}
 */
public record Template(String id, String language, List<TemplateText> variants, List<Button> buttons, String cell) {

    /** @param data the code that comes back when tapped: a signal ({@code WANTS_TRIAL}, {@code TOLD_LEVEL:B1}) or a command */
    public record Button(String label, String data) {}
}
