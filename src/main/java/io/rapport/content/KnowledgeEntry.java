package io.rapport.content;

import java.util.List;

/**
 * An answer that may be given, the question it answers, and how clients really ask that question. Prices stand in the answer as
 * {@code {price:CODE}}, see {@link Prices}.
 */
public record KnowledgeEntry(
        String id,
        String language,
        String question,
        List<String> phrasings,
        String answer,
        List<String> tags,
        boolean active) {

    public KnowledgeEntry {
        id = id.strip();
        language = language.strip();
        question = question.strip();
        phrasings = phrasings.stream().map(String::strip).toList();
        answer = answer.strip();
        tags = List.copyOf(tags);
    }
}
