package io.rapport.content.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.rapport.content.Change;
import io.rapport.content.KnowledgeEntry;
import io.rapport.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnowledgeTest {

    private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
    private static final TestDatabase database = TestDatabase.create();

    private final Knowledge knowledge = new Knowledge(database.dataSource(), database.transaction());

    @BeforeEach
    void twoEntries() {
        database.jdbc().sql("delete from knowledge").update();
        knowledge.put(entry("k-1", "ru", "Есть ли рассрочка?", "можно платить частями"), NOW);
        knowledge.put(entry("k-2", "ru", "Сколько длится урок?", "занятие это час или полтора"), NOW);
        knowledge.put(entry("k-e", "en", "Do you have native speakers?", "is the teacher british"), NOW);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void findsAnEntryByAPhraseAndSaysWhichItWas() {
        var found = knowledge.find("а ЧАСТЯМИ платить можно???", "ru", 3);

        assertThat(found.get(0).entry().id()).isEqualTo("k-1");
        assertThat(found.get(0).passage()).isEqualTo("можно платить частями");
        assertThat(found.get(0).similarity()).isBetween(0.5, 1.0);
    }

    @Test
    void takesTheSameQuestionForCertain() {
        assertThat(knowledge.find("Сколько длится урок", "ru", 1).get(0).similarity())
                .isGreaterThan(0.8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"расрочка", "рассрочкаа есть?", "есть рассрочка", "естьрассрочка", "рассрочки"})
    void forgivesTyposEndingsAndMissingSpaces(String question) {
        assertThat(knowledge.find(question, "ru", 1))
                .singleElement()
                .matches(found -> found.entry().id().equals("k-1"));
    }

    @Test
    void answersInTheLanguageAskedFor() {
        assertThat(knowledge.find("are your teachers native speakers", "en", 3))
                .extracting(found -> found.entry().id())
                .containsExactly("k-e");
        assertThat(knowledge.find("are your teachers native speakers", "ru", 3)).isEmpty();
    }

    @Test
    void forgetsWhatIsSwitchedOffChangedOrRemoved() {
        knowledge.put(new KnowledgeEntry("k-1", "ru", "Есть ли рассрочка?", List.of(), "Да.", List.of(), false), NOW);
        assertThat(knowledge.find("рассрочка", "ru", 3)).isEmpty();

        knowledge.put(entry("k-2", "ru", "Где офис?", "адрес школы"), NOW);
        assertThat(knowledge.find("сколько длится урок", "ru", 3)).isEmpty();
        assertThat(knowledge.find("какой адрес у школы", "ru", 3)).isNotEmpty();

        assertThat(knowledge.remove("k-2", NOW)).isEqualTo(Change.REMOVED);
        assertThat(knowledge.find("адрес школы", "ru", 3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "?!…",
                "\0",
                "\0рассрочка\0",
                "' | '",
                "a & !b <-> (c:*",
                "\\",
                "''''",
                "%_%",
                "\ud800",
                "\udc00\ud800",
                "😀😀😀",
                "'); drop table knowledge; --",
                ":asked ? ?? $1",
                "не",
                "и в на",
                "{price:GROUP}",
                "\u202eрассрочка"
            })
    void isNotImpressedByHostileText(String question) {
        assertThatCode(() -> knowledge.find(question, "ru", 3)).doesNotThrowAnyException();
        assertThatCode(() -> knowledge.find(question.repeat(4096 / Math.max(1, question.length())), "ru", 3))
                .doesNotThrowAnyException();
        assertThat(knowledge.all()).hasSize(3);
    }

    @Test
    void findsNothingNearNonsense() {
        for (String nonsense : List.of("фывапролдж", "хрямзик бурумбук", "12345", "wqrty zzz")) {
            assertThat(knowledge.find(nonsense, "ru", 1)).allMatch(found -> found.similarity() < 0.3);
        }
    }

    @Test
    void asksTheIndexesOnceTheTableIsLarge() {
        var random = new Random(7);
        var many = new ArrayList<KnowledgeEntry>();
        for (int i = 0; i < 3000; i++) {
            many.add(entry("x-" + i, "ru", words(random), words(random)));
        }
        knowledge.putAll(many, NOW);
        database.jdbc().sql("analyze knowledge_phrase").update();

        var plan = database.transaction().execute(status -> {
            database.jdbc().sql("set local enable_seqscan = off").update();
            return String.join(
                    "\n",
                    database.jdbc()
                            .sql("explain " + Search.CANDIDATES)
                            .param("clues", new String[] {"'рассрочк'"})
                            .param("worths", new Double[] {1.0})
                            .param("unknown", "частями")
                            .param("language", "ru")
                            .query(String.class)
                            .list());
        });

        assertThat(plan)
                .contains("knowledge_phrase_words", "knowledge_phrase_trigrams")
                .doesNotContain("Seq Scan on knowledge_phrase");
        assertThat(knowledge
                        .find("можно ли в рассрочку", "ru", 1)
                        .get(0)
                        .entry()
                        .id())
                .isEqualTo("k-1");
    }

    private static String words(Random random) {
        var words = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            random.ints(6, 'а', 'я').forEach(c -> words.append((char) c));
            words.append(' ');
        }
        return words.toString();
    }

    private static KnowledgeEntry entry(String id, String language, String question, String phrasing) {
        return new KnowledgeEntry(id, language, question, List.of(phrasing), "Да.", List.of(), true);
    }
}
