package io.rapport.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DialogueTest extends ScenarioTest {

    @Test
    void leadsAStrangerFromTheFirstContactToATrialLesson() {
        Person anna = person("Анна");

        anna.starts("guide");
        assertThat(anna.reads()).contains("Анна").contains("Берег").endsWith("?");

        anna.taps("TOLD_INTEREST:TRAVEL");
        assertThat(anna.reads()).containsPattern("уров|с английским");

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

    @Test
    void namesOnePriceToWhoeverAsksForOneCourse() {
        Person egor = person("Егор");

        egor.taps("ASKED_PRICE:GROUP");

        assertThat(egor.reads()).contains("7\u00a0900\u00a0₽", "60 минут").doesNotContain("17\u00a0600");
    }

    @Test
    void sendsTheLinkOfTheCourseInQuestionToWhoeverIsReadyToBuy() {
        Person zoya = person("Зоя");
        zoya.taps("ASKED_PRICE:IELTS");
        zoya.reads();

        zoya.writes("ок хочу купить");

        assertThat(zoya.reads()).contains("https://pay.example.com/?ref=", "&sum=34900.00", "34\u00a0900\u00a0₽");
    }

    @Test
    void keepsItsQuestionInMindWhileItAsksAgain() {
        Person ivan = offeredAGroup("Иван");

        ivan.writes("ммм");
        ivan.reads();
        ivan.writes("да");

        assertThat(ivan.reads()).contains("телефон");
    }

    @Test
    void doesNotTakeAQuestionForAGoal() {
        Person kira = person("Кира");
        kira.starts("");
        kira.reads();

        kira.writes("ну и чё");

        kira.reads();
        assertThat(kira.decisions().get(0).path("rows").toString())
                .contains("R-890")
                .doesNotContain("R-635");
    }

    @Test
    void asksOneThingAtATimeAndAsksItLast() {
        Person lena = person("Лена");

        lena.writes("Здравствуйте! Сыну 9 лет, сколько стоит и сколько длится занятие?");

        assertThat(lena.reads()).endsWith("?").containsOnlyOnce("?").contains("8\u00a0400\u00a0₽");
    }

    @Test
    void sellsNothingToWhoeverAsksForTheirMoneyBack() {
        Person mark = person("Марк");

        mark.writes("как вернуть деньги?");

        assertThat(mark.reads()).contains("10 дней").doesNotContain("?");
    }

    @Test
    void calmsWhoeverWaitsForAPersonOnce() {
        Person nina = person("Нина");
        nina.writes("перезвоните мне 8 903 555-44-33");
        assertThat(nina.reads()).contains("+7\u00a0903\u00a0555-44-33");
        nina.writes("жду звонка");
        nina.readsNothingMore();

        longAgo(nina, "10 minutes");
        nina.writes("так когда позвоните?");
        assertThat(nina.reads()).contains("+7\u00a0903\u00a0555-44-33", "9:00");

        nina.writes("алло!");
        nina.readsNothingMore();
    }

    @Test
    void startsAnewAboutThePriceOnceAPersonGaveTheChatBack() {
        Person olga = person("Ольга");
        olga.writes("дорого");
        olga.reads();
        olga.writes("всё равно дорого");
        olga.reads();

        assertThat(http().post("/api/v1/clients/" + olga.id() + "/owner", "{\"owner\":\"BOT\",\"reason\":\"agreed\"}")
                        .statusCode())
                .isEqualTo(200);
        olga.writes("всё-таки дорого");

        olga.reads();
        assertThat(olga.client().path("owner").asString()).isEqualTo("BOT");
        assertThat(olga.client().path("tags").toString()).doesNotContain("price-stuck");
    }

    @Test
    void asksForConsentOnceAValueWasGivenAndKeepsTheProof() {
        Person petr = gotAGuide("Пётр");
        petr.writes("спасибо");
        assertThat(petr.reads()).contains("«стоп»").endsWith("?");

        petr.writes("да");
        petr.reads();

        Map<String, Object> consent = consent(petr);
        assertThat(consent).containsEntry("purpose", "ADVERTISING").containsEntry("withdrawn_at", null);
        assertThat(consent.get("proof").toString()).startsWith("«да», inbound ");

        petr.writes("стоп");
        petr.reads();
        assertThat(consent(petr).get("withdrawn_at")).isNotNull();
    }

    @Test
    void remembersThatConsentWasRefusedAndDoesNotAskAgain() {
        Person roma = gotAGuide("Рома");
        roma.writes("спасибо");
        roma.reads();

        roma.writes("нет");
        roma.reads();
        roma.writes("спасибо");

        assertThat(roma.reads()).doesNotContain("?");
        assertThat(jdbc().sql("select count(*) from consent where client_id = :id")
                        .param("id", roma.id())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(roma.client().path("stage").asString()).isNotEqualTo("LOST");
    }

    @Test
    void doesNotGiveUpOnWhoeverDeclinesATrialAndSaysGoodbyeOnlyOnce() {
        Person sofia = offeredAGroup("София");

        sofia.writes("нет");
        sofia.reads();
        assertThat(sofia.client().path("stage").asString()).isEqualTo("OFFERED");

        sofia.writes("нет, не интересно");
        sofia.reads();
        assertThat(sofia.client().path("stage").asString()).isEqualTo("LOST");
        sofia.writes("не интересно");
        sofia.readsNothingMore();

        sofia.writes("сколько стоит?");
        assertThat(sofia.reads()).contains("7\u00a0900\u00a0₽");
        assertThat(sofia.client().path("stage").asString()).isEqualTo("ENGAGED");
    }

    @Test
    void welcomesBackWhoeverWasOfferedSomethingWeeksAgo() {
        Person taras = offeredAGroup("Тарас");

        longAgo(taras, "40 days");
        taras.writes("здравствуйте");

        assertThat(taras.reads()).containsPattern("С возвращением|снова").contains("7\u00a0900\u00a0₽");
    }

    @Test
    void asksNoLevelOfAChild() {
        Person ulyana = person("Ульяна");
        ulyana.starts("kids");
        ulyana.reads();

        ulyana.writes("а как родителям следить за успехами ребёнка?");
        ulyana.reads();

        assertThat(ulyana.decisions().toString()).doesNotContain("Q-030");
    }

    private Person offeredAGroup(String name) {
        Person person = person(name);
        person.starts("");
        person.reads();
        person.taps("TOLD_INTEREST:TRAVEL");
        person.reads();
        person.taps("TOLD_LEVEL:B1");
        assertThat(person.reads()).contains("7\u00a0900\u00a0₽");
        return person;
    }

    private Person gotAGuide(String name) {
        Person person = person(name);
        person.starts("");
        person.reads();
        person.taps("WANTS_MATERIAL");
        assertThat(person.reads()).contains("https://bereg.example/m/");
        return person;
    }

    /** As if everything had happened that much earlier. */
    private void longAgo(Person person, String time) {
        jdbc().sql("update event set at = at - cast(:time as interval) where client_id = :id")
                .param("time", time)
                .param("id", person.id())
                .update();
    }

    @Test
    void takesConsentBackAlsoWhileAPersonLeadsTheTalk() {
        Person rita = gotAGuide("Рита");
        rita.writes("спасибо");
        rita.reads();
        rita.writes("да");
        rita.reads();
        assertThat(http().post("/api/v1/clients/" + rita.id() + "/owner", "{\"owner\":\"HUMAN\",\"reason\":\"test\"}")
                        .statusCode())
                .isEqualTo(200);

        rita.taps("REFUSED_CONSENT");

        await().atMost(Duration.ofSeconds(10)).until(() -> consent(rita).get("withdrawn_at") != null);
    }

    private Map<String, Object> consent(Person person) {
        return jdbc().sql("select * from consent where client_id = :id")
                .param("id", person.id())
                .query()
                .singleRow();
    }
}
