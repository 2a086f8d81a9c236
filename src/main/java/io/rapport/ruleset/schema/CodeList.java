package io.rapport.ruleset.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A closed list of codes, each with the words analysts use for it. Some are fixed by developers, some are sheets of their own. */
public final class CodeList {

    private final String name;
    private final Map<String, Label> codes;
    private final Map<String, String> byWord = new HashMap<>();
    private final boolean isUnread;

    public CodeList(String name, Map<String, Label> codes) {
        this(name, codes, false);
    }

    private CodeList(String name, Map<String, Label> codes, boolean isUnread) {
        this.name = name;
        this.isUnread = isUnread;
        this.codes = Collections.unmodifiableMap(new LinkedHashMap<>(codes));
        this.codes.forEach((code, label) -> {
            byWord.putIfAbsent(Label.fold(label.ru()), code);
            byWord.putIfAbsent(Label.fold(label.en()), code);
        });
        this.codes.keySet().forEach(code -> byWord.put(Label.fold(code), code));
    }

    /** A list whose sheet could not be read: any word may be one of its codes, so that one mistake is not reported as many. */
    public static CodeList unread(String name) {
        return new CodeList(name, Map.of(), true);
    }

    /** These codes and those of another sheet that adds to the same list. */
    public CodeList and(CodeList more) {
        var all = new LinkedHashMap<>(codes);
        all.putAll(more.codes);
        return new CodeList(name, all, isUnread || more.isUnread);
    }

    public String name() {
        return name;
    }

    public Collection<String> codes() {
        return codes.keySet();
    }

    public Label label(String code) {
        return codes.getOrDefault(code, new Label(code, code));
    }

    /** The code for what an analyst wrote: the code itself or its Russian or English word. */
    public Optional<String> find(String word) {
        return isUnread ? Optional.of(word) : Optional.ofNullable(byWord.get(Label.fold(word)));
    }

    /** The known word nearest to the one written, for "did you mean"; empty if none is near. */
    public Optional<String> nearest(String word) {
        String folded = Label.fold(word);
        int limit = Math.max(1, folded.length() / 4);
        return byWord.keySet().stream()
                .map(known -> Map.entry(known, distance(folded, known)))
                .filter(entry -> entry.getValue() <= limit)
                .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
