package io.rapport.conversation;

import io.rapport.decision.Brief;
import io.rapport.decision.TemplateText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts a brief into words with the templates' own variants. Pure: the same brief always gives the same words. */
public final class TemplateWriter {

    private TemplateWriter() {}

    /** The parts, each a paragraph; empty if all of them are. */
    public static String write(Brief brief) {
        List<String> paragraphs = brief.parts().stream()
                .map(part -> paragraph(part, brief.clientId()))
                .filter(paragraph -> !paragraph.isBlank())
                .distinct()
                .toList();
        return String.join("\n\n", paragraphs);
    }

    /** The variant whose turn it is among those that have all they need: a line with a hole in it is never said. */
    private static String paragraph(Brief.Part part, long clientId) {
        List<TemplateText> complete = part.variants().stream()
                .map(TemplateText::new)
                .filter(variant -> variant.placeholders().stream()
                        .allMatch(needed -> needed.isOptional() || value(part, needed) != null))
                .toList();
        if (complete.isEmpty()) {
            return "";
        }
        int turn = Math.floorMod(Objects.hash(clientId, part.template()) + part.uses(), complete.size());
        return complete.get(turn).fill(placeholder -> value(part, placeholder));
    }

    private static @Nullable String value(Brief.Part part, TemplateText.Placeholder placeholder) {
        String key =
                placeholder.argument() == null ? placeholder.name() : placeholder.name() + ":" + placeholder.argument();
        String value = part.values().get(key);
        return value == null || value.isBlank() ? null : value;
    }
}
