package io.rapport.content.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.content.exchange.DemoSchools;
import io.rapport.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the look-up is worth on the demo school, measured with questions as clients write them. */
class RetrievalTest {

    private static final double FLOOR = 0.44;

    private static TestDatabase database;
    private static Knowledge knowledge;
    private static List<Asking> askings;

    @BeforeAll
    static void loadTheDemoSchool() throws IOException {
        database = TestDatabase.create();
        knowledge = DemoSchools.load(database);
        askings = Asking.all();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void findsTheRightEntryFirstForMostQuestionsAndAmongThreeForNearlyAll() {
        var onTopic = askings.stream().filter(Asking::isOnTopic).toList();
        long first = onTopic.stream()
                .filter(asking -> asking.isAnsweredBy(knowledge.find(asking.question, "ru", 1)))
                .count();
        long amongThree = onTopic.stream()
                .filter(asking -> asking.isAnsweredBy(knowledge.find(asking.question, "ru", 3)))
                .count();

        assertThat((double) first / onTopic.size()).as("hit@1").isGreaterThan(0.80);
        assertThat((double) amongThree / onTopic.size()).as("hit@3").isGreaterThan(0.90);
    }

    @Test
    void answersHardlyAnythingWronglyAboveTheFloor() {
        long wrong = askings.stream()
                .filter(asking -> {
                    var found = knowledge.find(asking.question, "ru", 1);
                    return !found.isEmpty() && found.get(0).similarity() >= FLOOR && !asking.isAnsweredBy(found);
                })
                .count();

        assertThat(wrong).as("wrong answers to %d questions", askings.size()).isLessThanOrEqualTo(5);
    }

    private record Asking(String question, List<String> expected) {

        static List<Asking> all() throws IOException {
            try (var file = RetrievalTest.class.getResourceAsStream("/knowledge/questions.tsv")) {
                return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .skip(1)
                        .map(line -> line.split("\t"))
                        .map(cells -> new Asking(cells[0], Arrays.asList(cells[1].split(","))))
                        .toList();
            }
        }

        boolean isOnTopic() {
            return !expected.contains("-");
        }

        boolean isAnsweredBy(List<Found> found) {
            return found.stream().anyMatch(hit -> expected.contains(hit.entry().id()));
        }
    }
}
