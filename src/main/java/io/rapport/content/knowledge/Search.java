package io.rapport.content.knowledge;

import io.rapport.content.Rows;
import io.rapport.content.Watched;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The look-up in two steps. PostgreSQL finds candidates by stems (full text, OR-ed, rare stems worth more) and by letters (trigrams,
 * for what stemming does not unite) and merges them by rank; then each candidate is compared with the question phrase by phrase.
 */
final class Search {

    /** Longer questions are cut: what is asked is said in the first words. */
    private static final int MOST_STEMS = 30;

    static final String CANDIDATES = """
            with by_words as (
                select knowledge_id, max(worth) as worth
                from (select p.knowledge_id, p.ordinal, sum(c.worth) as worth
                      from (select clue::tsquery, worth
                            from unnest(:clues::text[], :worths::float8[]) as c (clue, worth) offset 0) as c
                      join knowledge_phrase p on p.words @@ c.clue
                      group by p.knowledge_id, p.ordinal) as phrases
                group by knowledge_id
                order by worth desc, knowledge_id
                limit 60
            ), by_letters as (
                select knowledge_id, max(word_similarity(:unknown, folded)) as worth
                from knowledge_phrase
                where :unknown <> '' and folded %> :unknown
                group by knowledge_id
                order by worth desc, knowledge_id
                limit 60
            ), ranked as (
                select knowledge_id, row_number() over (order by worth desc, knowledge_id) as place from by_words
                union all
                select knowledge_id, row_number() over (order by worth desc, knowledge_id) from by_letters
            ), nearest as (
                select r.knowledge_id, sum(1.0 / (60 + r.place)) as merged
                from ranked r join knowledge k on k.id = r.knowledge_id
                where k.active and k.language = :language
                group by r.knowledge_id
                order by merged desc, r.knowledge_id
                limit 25
            )
            select p.knowledge_id, p.phrase, p.folded, tsvector_to_array(p.words) as stems
            from nearest n join knowledge_phrase p on p.knowledge_id = n.knowledge_id
            order by p.knowledge_id, p.ordinal
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Watched<Words> words;

    Search(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.words = new Watched<>(jdbc, "knowledge", this::countWords);
    }

    void touched() {
        words.touched();
    }

    List<Hit> nearest(String asked, String language, int limit) {
        if (asked.isEmpty()) {
            return List.of();
        }
        Words known = words.get();
        return transaction.execute(status -> {
            Asked question = new Asked(stems(asked), known);
            List<Hit> hits = new ArrayList<>();
            candidates(asked, question.clues(), question.unknownStems(), language)
                    .forEach((entry, phrases) -> hits.add(question.compareWith(entry, phrases)));
            return hits.stream()
                    .sorted(Comparator.comparingDouble(Hit::similarity)
                            .reversed()
                            .thenComparing(Hit::entry))
                    .limit(limit)
                    .toList();
        });
    }

    private List<String> stems(String asked) {
        // For this transaction: words written together share about half of their trigrams with the phrase; and the
        // planner thinks comparing trigrams cheap, while reading 30,000 phrases so takes a
        // third of a
        // second and asking their index a few milliseconds.
        return jdbc.sql("""
                        select stem
                        from (select set_config('enable_seqscan', 'off', true),
                                     set_config('pg_trgm.word_similarity_threshold', '0.5', true)) as settings,
                             unnest(to_tsvector('russian', :asked)) as u (stem, positions, weights)
                        order by positions[1]
                        limit :most
                        """)
                .param("asked", asked)
                .param("most", MOST_STEMS)
                .query(String.class)
                .list();
    }

    private Map<String, List<Phrase>> candidates(
            String asked, Map<String, Double> clues, String unknown, String language) {
        Map<String, List<Phrase>> phrases = new LinkedHashMap<>();
        Letters letters = new Letters(asked);
        jdbc.sql(CANDIDATES)
                // letters and digits only, see Folding: a quoted lexeme cannot break out
                .param(
                        "clues",
                        clues.keySet().stream().map(clue -> "'" + clue + "'").toArray(String[]::new))
                .param("worths", clues.values().toArray(Double[]::new))
                .param("unknown", unknown)
                .param("language", language)
                .query(row -> {
                    phrases.computeIfAbsent(row.getString("knowledge_id"), entry -> new ArrayList<>())
                            .add(new Phrase(
                                    row.getString("phrase"),
                                    Rows.list(row, "stems"),
                                    letters.sharedWith(row.getString("folded"))));
                });
        return phrases;
    }

    private Words countWords() {
        Map<String, Integer> entries = new HashMap<>();
        jdbc.sql("""
                        select stem, count(distinct p.knowledge_id) as entries
                        from knowledge_phrase p, unnest(tsvector_to_array(p.words)) as stem
                        group by stem
                        """).query(row -> {
            entries.put(row.getString("stem"), row.getInt("entries"));
        });
        return new Words(
                entries,
                jdbc.sql("select count(*) from knowledge").query(Integer.class).single());
    }
}
