package io.rapport.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line with placeholders: {@code Здравствуйте{, имя}!} says "Здравствуйте, Анна!" or, when the name is unknown, "Здравствуйте!".
 * Punctuation inside the braces appears only together with the value.
 */
public final class TemplateText {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{([^\\p{L}{}]*)([\\p{L}_]+)(?::([\\w-]+))?([^\\p{L}{}]*)}");

    private final String text;

    public TemplateText(String text) {
        this.text = text;
    }

    /**
     * @param argument what follows the colon in {@code {price:GROUP}}
     * @param isOptional whether the sentence stands without it: it brings its own punctuation, as in {@code {, name}}
     */
    public record Placeholder(String name, @Nullable String argument, boolean isOptional) {}

    public List<Placeholder> placeholders() {
        var found = new ArrayList<Placeholder>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            found.add(placeholder(matcher));
        }
        return found;
    }

    private static Placeholder placeholder(Matcher matcher) {
        boolean isOptional = !matcher.group(1).isEmpty() || !matcher.group(4).isEmpty();
        return new Placeholder(matcher.group(2), matcher.group(3), isOptional);
    }

    /** The text outside all placeholders: what is said word for word. */
    public String literals() {
        return PLACEHOLDER.matcher(text).replaceAll("");
    }

    /** The same text with its placeholders named otherwise: people write them in their language, programs know one. */
    public TemplateText renamed(UnaryOperator<String> names) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        var renamed = new StringBuilder();
        while (matcher.find()) {
            String argument = matcher.group(3) == null ? "" : ":" + matcher.group(3);
            String placeholder =
                    "{" + matcher.group(1) + names.apply(matcher.group(2)) + argument + matcher.group(4) + "}";
            matcher.appendReplacement(renamed, Matcher.quoteReplacement(placeholder));
        }
        return new TemplateText(matcher.appendTail(renamed).toString());
    }

    /** Fills in the values; a placeholder whose value is null or blank vanishes together with its punctuation. */
    public String fill(Function<Placeholder, @Nullable String> values) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        var filled = new StringBuilder();
        while (matcher.find()) {
            String value = values.apply(placeholder(matcher));
            String inserted = value == null || value.isBlank() ? "" : matcher.group(1) + value + matcher.group(4);
            matcher.appendReplacement(filled, Matcher.quoteReplacement(inserted));
        }
        return matcher.appendTail(filled).toString().strip();
    }

    @Override
    public String toString() {
        return text;
    }
}
