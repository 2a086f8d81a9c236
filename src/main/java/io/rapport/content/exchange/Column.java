package io.rapport.content.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A column: its name in our own files, and the other names by which it is known. */
record Column(String name, List<String> synonyms) {

    static Column of(String name, String... synonyms) {
        return new Column(name, Arrays.stream(synonyms).map(Column::normal).toList());
    }

    boolean isCalled(String header) {
        String asked = normal(header);
        return asked.equals(normal(name)) || synonyms.contains(asked);
    }

    /** As the field is called in Java and JSON: {@code validFrom} of {@code valid_from}. */
    String field() {
        StringBuilder field = new StringBuilder();
        for (String part : name.split("_")) {
            field.append(field.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return field.toString();
    }

    private static String normal(String header) {
        return header.strip().toLowerCase(Locale.ROOT).replace('ё', 'е').replaceAll("[\\s_-]+", "");
    }
}
