package io.rapport.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DialogueTest extends ScenarioTest {

    @Test
    void leadsAStrangerFromTheFirstContactToATrialLesson() {
        Person anna = person("Анна");

        anna.starts("guide");
        assertThat(anna.reads()).contains("Анна").contains("Берег").endsWith("?");

        anna.taps("TOLD_INTEREST:TRAVEL");
        assertThat(anna.reads()).contains("уровень");

        anna.writes("у меня B1");
        anna.reads();
        assertThat(anna.client().path("stage").asString()).isNotEqualTo("NEW");

        anna.writes("сколько стоит?");
        assertThat(anna.reads()).contains("7\u00a0900\u00a0₽");

        anna.writes("дорого");
        assertThat(anna.reads()).isNotBlank();

        anna.writes("хочу пробный урок");
        assertThat(anna.reads()).containsIgnoringCase("телефон");

        anna.sharesOwnContact("79161234567");
        assertThat(anna.reads()).isNotBlank();
        assertThat(anna.client().path("tags").toString()).contains("trial-booked");
    }

    @Test
    void answersThePriceFromTheCatalogueAndScoresTheQuestionByItsRow() {
        Person boris = person("Борис");

        boris.writes("сколько стоит?");

        assertThat(boris.reads()).containsPattern("\\d\u00a0?\\d*\u00a0₽");
        JsonNode rows = boris.decisions().get(0).path("rows");
        assertThat(rows.valueStream()).anySatisfy(row -> {
            assertThat(row.path("table").asString()).isEqualTo("scoring");
            assertThat(row.path("points").asInt()).isEqualTo(20);
            assertThat(row.path("cell").asString()).startsWith("scoring.xlsx › Правила!A");
        });
    }

    @Test
    void confirmsAnOptOutOnceAndIsSilentForEver() {
        Person vera = person("Вера");
        vera.starts("");
        vera.reads();

        vera.writes("хватит писать");
        vera.reads();

        for (String more : List.of("сколько стоит?", "/start", "алло", "позовите менеджера", "хватит писать")) {
            vera.writes(more);
        }
        vera.taps("WANTS_TRIAL");
        vera.readsNothingMore();
        assertThat(vera.decisions().get(0).path("action").asString()).isEqualTo("SAY_NOTHING");
    }

    @Test
    void handsOverToAPersonAndThenLeavesTheTalkingToThem() {
        Person gleb = person("Глеб");

        gleb.writes("позовите менеджера");
        gleb.reads();
        gleb.writes("сколько стоит?");
        gleb.readsNothingMore();

        assertThat(gleb.client().path("owner").asString()).isEqualTo("HUMAN");
    }

    @Test
    void givesUpOnArgumentsAfterTwoPriceObjectionsWithNoOfferBetween() {
        Person dina = person("Дина");
        dina.writes("дорого");
        dina.reads();

        dina.writes("всё равно дорого");
        dina.reads();

        assertThat(dina.decisions().get(0).path("rows").toString()).contains("D-001");
        assertThat(dina.client().path("owner").asString()).isEqualTo("HUMAN");
    }
}
