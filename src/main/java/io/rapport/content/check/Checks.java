package io.rapport.content.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects everything that is wrong with one record, so that its author can mend it in one go. */
public final class Checks {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    // starts with a letter or digit, so that no list can smuggle a formula into a spreadsheet
    private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _.:/+-]{0,63}");
    // everything PostgreSQL or UTF-8 cannot hold, and what no text needs
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\n\\r\\t]]");

    private final Vocabulary vocabulary;
    private final List<Violation> violations = new ArrayList<>();

    public Checks(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    public void violation(String field, String value, String ru, String en) {
        violations.add(new Violation(field, value, ru, en));
    }

    void id(String field, String value) {
        if (value.isEmpty()) {
            missing(field);
        } else if (!ID.matcher(value).matches()) {
            violation(
                    field,
                    value,
                    "только латинские буквы, цифры и «_», «-», «.», до 64 знаков",
                    "only Latin letters, digits and \"_\", \"-\", \".\", up to 64 characters");
        }
    }

    void required(String field, String value, int longest) {
        if (value.isEmpty()) {
            missing(field);
        } else {
            optional(field, value, longest);
        }
    }

    void optional(String field, @Nullable String value, int longest) {
        if (value == null) {
            return;
        }
        if (value.length() > longest) {
            String length = String.valueOf(value.length());
            violation(
                    field,
                    value,
                    "слишком длинно: " + length + " знаков, можно " + longest,
                    "too long: " + length + " characters, at most " + longest);
        }
        if (UNPRINTABLE.matcher(value).find()) {
            violation(
                    field, value, "есть управляющие или повреждённые знаки", "contains control or damaged characters");
        }
    }

    void code(String field, String value) {
        if (value.isEmpty()) {
            missing(field);
        } else if (!CODE.matcher(value).matches()) {
            violation(
                    field,
                    value,
                    "код начинается с буквы или цифры, до 64 знаков, без «;» и «|»",
                    "a code starts with a letter or digit, up to 64 characters, without \";\" and \"|\"");
        } else if (!vocabulary.allows(field, value)) {
            var nearest = vocabulary.nearestTo(field, value);
            violation(
                    field,
                    value,
                    nearest.map(code -> "нет такого кода, может быть, " + code + "? ")
                                    .orElse("нет такого кода. ") + "Можно: " + vocabulary.listOf(field),
                    nearest.map(code -> "unknown code, did you mean " + code + "? ")
                                    .orElse("unknown code. ") + "Allowed: " + vocabulary.listOf(field));
        }
    }

    void codes(String field, Collection<String> values) {
        if (values.size() > 100) {
            violation(field, String.valueOf(values.size()), "больше 100 кодов", "more than 100 codes");
            return;
        }
        values.forEach(value -> code(field, value));
        if (new HashSet<>(values).size() < values.size()) {
            violation(field, String.join(";", values), "код назван дважды", "a code is named twice");
        }
    }

    void phrases(String field, List<String> values, int longest) {
        if (values.size() > 50) {
            violation(field, String.valueOf(values.size()), "больше 50 строк", "more than 50 lines");
            return;
        }
        for (String value : values) {
            required(field, value, longest);
            if (value.indexOf('|') >= 0 || value.indexOf('\n') >= 0) {
                violation(
                        field,
                        value,
                        "знак «|» разделяет формулировки и не может стоять внутри",
                        "\"|\" separates phrasings and cannot stand within one");
            }
        }
    }

    void url(String field, @Nullable String value) {
        optional(field, value, 2000);
        if (value != null && !isWebAddress(value)) {
            violation(field, value, "нужен адрес вида https://…", "an address such as https://… is needed");
        }
    }

    private void missing(String field) {
        violation(field, "", "нужно заполнить", "must not be blank");
    }

    private static boolean isWebAddress(String value) {
        try {
            URI uri = new URI(value);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
