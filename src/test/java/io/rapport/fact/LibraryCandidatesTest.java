package io.rapport.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.content.ContentItem;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryCandidatesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest(name = "an item for {0} suits a client at {1}: {2}")
    @CsvSource({"B1,B1,EXACT", "B1,B2,NEAR", "B1,A2,NEAR", "B1,C1,NONE", "A1;C1,B2,NEAR", ",B1,ANY", "B1,,NONE", ",,ANY"
    })
    void saysHowWellTheLevelSuits(@Nullable String itemLevels, @Nullable String level, String fit) {
        assertThat(only(item(itemLevels == null ? List.of() : List.of(itemLevels.split(";")), "guide-1"), level)
                        .text("levelFit"))
                .isEqualTo(fit);
    }

    @Test
    void takesALevelItDoesNotKnowForNeighbourOfNone() {
        assertThat(only(item(List.of("TOEFL"), "guide-1"), "A1").text("levelFit"))
                .isEqualTo("NONE");
    }

    @Test
    void leavesOutWhatTheClientHasSeen() {
        var items = List.of(item(List.of(), "guide-1"), item(List.of(), "guide-2"));

        assertThat(new LibraryCandidates(items, Set.of("guide-1"), TODAY).find(Facts.NONE, Set.of(), Set.of()))
                .extracting(Candidate::id)
                .containsExactly("guide-2");
    }

    @Test
    void keepsToTheTypesAndTagsThatAreWanted() {
        var library = new LibraryCandidates(List.of(item(List.of(), "guide-1")), Set.of(), TODAY);

        assertThat(library.find(Facts.NONE, Set.of("GUIDE"), Set.of("price"))).hasSize(1);
        assertThat(library.find(Facts.NONE, Set.of("CASE"), Set.of())).isEmpty();
        assertThat(library.find(Facts.NONE, Set.of(), Set.of("time"))).isEmpty();
    }

    @Test
    void countsTheAgeFromTheFirstDay() {
        assertThat(only(item(List.of(), "guide-1"), "B1").count("ageDays")).isEqualTo(21);
    }

    private static Facts only(ContentItem item, @Nullable String level) {
        Map<String, Object> client = new HashMap<>();
        if (level != null) {
            client.put("level", level);
        }
        return new LibraryCandidates(List.of(item), Set.of(), TODAY)
                .find(Facts.of(client), Set.of(), Set.of())
                .get(0)
                .facts();
    }

    private static ContentItem item(List<String> levels, String id) {
        return new ContentItem(
                id,
                "GUIDE",
                "A guide",
                "https://bereg.example/m/" + id,
                null,
                List.of("price"),
                List.of(),
                levels,
                List.of(),
                "ru",
                "PDF",
                TODAY.minusDays(21),
                null,
                true);
    }
}
