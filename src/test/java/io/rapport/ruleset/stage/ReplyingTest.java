package io.rapport.ruleset.stage;

import static io.rapport.ruleset.ClientBuilder.aClient;
import static io.rapport.ruleset.WorkbookBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.decision.Reply;
import io.rapport.decision.RowHit;
import io.rapport.decision.Trigger;
import io.rapport.fact.Candidate;
import io.rapport.fact.Candidates;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.fact.SignalFact;
import io.rapport.ruleset.ClientBuilder;
import io.rapport.ruleset.RuleFolder;
import io.rapport.ruleset.Shipped;
import io.rapport.ruleset.engine.RuleEngine;
import io.rapport.ruleset.table.Tables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplyingTest {

    private static final Object[] HEADER = row(
            "№",
            "Сигнал",
            "Действие",
            "Шаблон",
            "Только это",
            "Задать следующий вопрос",
            "Сам задаёт вопрос",
            "Материал типа",
            "Если материала нет",
            "Причина",
            "Оставляет событие");

    private static final Object[] PRICE =
            row("R-020", "спросил цену", "ответить", "price", null, "да", null, null, null, "Ц");
    private static final Object[] SCHEDULE =
            row("R-030", "спросил расписание", "ответить", "schedule", null, null, null, null, null, "Р");
    private static final Object[] STOP =
            row("R-090", "просит не писать", "отписать", "bye", "да", null, null, null, null, "С");

    @Test
    void answersTwoSignalsInOneMessageInTheOrderOfTheSheet() {
        Reply reply = reply(aClient().says("ASKED_SCHEDULE", "ASKED_PRICE"), PRICE, SCHEDULE);

        assertThat(reply.action()).isEqualTo("ANSWER");
        assertThat(templates(reply)).containsExactly("price", "schedule", "ask");
        assertThat(reply.asks()).isEqualTo("GOAL");
    }

    @Test
    void silencesAllOthersByAnExclusiveRow() {
        Reply reply = reply(aClient().says("ASKED_PRICE", "STOP"), PRICE, SCHEDULE, STOP);

        assertThat(reply.action()).isEqualTo("OPT_OUT");
        assertThat(templates(reply)).containsExactly("bye");
    }

    @Test
    void answersNoMoreThanAllowedAtOnce() {
        Reply reply = reply(
                aClient().says("THANKS", "ASKED_PRICE", "ASKED_SCHEDULE"),
                PRICE,
                SCHEDULE,
                row("R-040", "поблагодарил", "поблагодарить", "thanks", null, null, null, null, null, "П"));

        assertThat(templates(reply)).containsExactly("price", "schedule", "ask");
    }

    @Test
    void asksNothingMoreWhereAnAnswerAsksItself() {
        Reply reply = reply(
                aClient().says("ASKED_PRICE", "ASKED_SCHEDULE"),
                PRICE,
                row("R-030", "спросил расписание", "ответить", "schedule", null, null, "уровень", null, null, "Р"));

        assertThat(templates(reply)).containsExactly("price", "schedule");
        assertThat(reply.asks()).isEqualTo("LEVEL");
    }

    @Test
    void countsAGreetingForNoAnswer() {
        Reply reply = reply(
                aClient().says("GREETING", "ASKED_PRICE", "ASKED_SCHEDULE"),
                row("R-010", "поздоровался", "поздороваться", "thanks", null, null, null, null, null, "Г"),
                PRICE,
                SCHEDULE);

        assertThat(templates(reply)).containsExactly("thanks", "price", "schedule", "ask");
    }

    @Test
    void saysWhatAsksLast() {
        Reply reply = reply(
                aClient().says("ASKED_PRICE", "ASKED_SCHEDULE"),
                row("R-020", "спросил цену", "ответить", "price", null, null, "пробный урок", null, null, "Ц"),
                SCHEDULE);

        assertThat(templates(reply)).containsExactly("schedule", "price");
        assertThat(reply.asks()).isEqualTo("TRIAL");
    }

    @Test
    void asksOneThingAtATime() {
        Reply reply = reply(
                aClient().says("ASKED_PRICE", "ASKED_SCHEDULE"),
                row("R-020", "спросил цену", "ответить", "price", null, null, "пробный урок", null, null, "Ц"),
                row("R-030", "спросил расписание", "ответить", "schedule", null, null, "уровень", null, null, "Р"));

        assertThat(templates(reply)).containsExactly("price");
        assertThat(reply.asks()).isEqualTo("TRIAL");
    }

    @Test
    void knowsTheProductThatWasNamedAndTheOneInQuestion() {
        assertThat(product(aClient().tells("ASKED_PRICE", "CLUB"))).isEqualTo("CLUB");
        assertThat(product(aClient().says("READY_TO_BUY").did("OFFER_MADE", Duration.ofDays(3), "IELTS")))
                .isEqualTo("IELTS");
        assertThat(product(aClient().tells("READY_TO_BUY", "PAIR").did("OFFER_MADE", Duration.ofDays(3), "IELTS")))
                .isEqualTo("PAIR");
    }

    private static @Nullable String product(ClientBuilder client) {
        FactSheet sheet = client.sheet();
        return Shipped.rules()
                .decide(sheet, Trigger.MESSAGE, Candidates.NONE)
                .reply()
                .parts()
                .get(0)
                .product();
    }

    @Test
    void noticesWhatWasSaidBefore() {
        var travel = new SignalFact("TOLD_INTEREST", "поездки", "TRAVEL");

        assertThat(Replying.facts(
                                travel,
                                aClient()
                                        .tells("TOLD_INTEREST", "TRAVEL")
                                        .did("TOLD_INTEREST", Duration.ZERO, "TRAVEL")
                                        .sheet())
                        .is("again"))
                .isFalse();
        assertThat(Replying.facts(
                                travel,
                                aClient()
                                        .tells("TOLD_INTEREST", "TRAVEL")
                                        .did("TOLD_INTEREST", Duration.ofDays(1), "TRAVEL")
                                        .did("TOLD_INTEREST", Duration.ZERO, "TRAVEL")
                                        .sheet())
                        .is("again"))
                .isTrue();
    }

    @Test
    void asksNothingWhereNoAnswerWantsIt() {
        Reply reply = reply(aClient().says("ASKED_SCHEDULE"), PRICE, SCHEDULE);

        assertThat(templates(reply)).containsExactly("schedule");
        assertThat(reply.asks()).isNull();
    }

    @Test
    void saysNoTemplateTwice() {
        Reply reply = reply(
                aClient().says("ASKED_PRICE", "ASKED_SCHEDULE"),
                PRICE,
                row("R-030", "спросил расписание", "ответить", "price", null, null, null, null, null, "Р"));

        assertThat(templates(reply)).containsExactly("price", "ask");
    }

    @Test
    void doesNotRepeatAnAnswerAsTheFallbackOfAnother() {
        Reply reply = reply(
                aClient().says("ASKED_PRICE", "WANTS_MATERIAL"),
                PRICE,
                row("R-040", "хочет материал", "отправить материал", "guide", null, null, null, "гайд", "price", "М"));

        assertThat(templates(reply)).containsExactly("price", "ask");
    }

    @Test
    void doesNotAskAtTheEndWhatItHasJustSaid() {
        Reply reply = reply(
                aClient().says("ASKED_PRICE"),
                row("R-020", "спросил цену", "спросить", "ask", null, "да", null, null, null, "Ц"));

        assertThat(templates(reply)).containsExactly("ask");
    }

    @Test
    void handsOverContentThatFitsAndFallsBackWhereNoneDoes() {
        Object[] material =
                row("R-040", "хочет материал", "отправить материал", "guide", null, null, null, "гайд", "none", "М");
        ClientBuilder client = aClient().says("WANTS_MATERIAL");

        Reply found = reply((facts, types, tags) -> List.of(guide("g-1")), client, material);
        Reply missed = reply(Candidates.NONE, client, material);

        assertThat(templates(found)).containsExactly("guide");
        assertThat(found.parts().get(0).content().id()).isEqualTo("g-1");
        assertThat(templates(missed)).containsExactly("none");
        assertThat(missed.parts().get(0).content()).isNull();
    }

    @Test
    void leavesNoEventOfWhatItDidNotHandOver() {
        Object[] withEvent = {
            "R-040",
            "хочет материал",
            "отдать подарок",
            "guide",
            null,
            null,
            null,
            "гайд",
            "none",
            "М",
            "отправлен подарок"
        };
        ClientBuilder client = aClient().says("WANTS_MATERIAL");

        assertThat(reply((facts, types, tags) -> List.of(guide("g-1")), client, withEvent)
                        .parts())
                .extracting(Reply.Part::leaves)
                .containsExactly("MAGNET_SENT");
        assertThat(reply(Candidates.NONE, client, withEvent).parts())
                .extracting(Reply.Part::leaves)
                .containsOnlyNulls();
    }

    @Test
    void handsNoContentOverTwiceInOneMessage() {
        Reply reply = reply(
                (facts, types, tags) -> List.of(guide("g-1"), guide("g-2")),
                aClient().says("WANTS_MATERIAL", "OBJECTION_PRICE"),
                row("R-040", "хочет материал", "отправить материал", "guide", null, null, null, "гайд", null, "М"),
                row("R-050", "дорого", "снять возражение", "price", null, null, null, "гайд", null, "Д"));

        assertThat(reply.parts()).extracting(part -> part.content().id()).containsExactly("g-1", "g-2");
    }

    @Test
    void keepsSilentWithTheRowThatSaysSo() {
        var rows = new ArrayList<RowHit>();
        Reply reply = replying(row("R-010", "поблагодарил", "промолчать", null, null, null, null, null, null, "М"))
                .reply(aClient().says("THANKS").sheet(), aClient().sheet().client(), Candidates.NONE, rows)
                .reply();

        assertThat(reply.isSilence()).isTrue();
        assertThat(reply.action()).isEqualTo("SAY_NOTHING");
        assertThat(rows).extracting(RowHit::row).containsExactly("R-010");
    }

    @Test
    void keepsSilentWhereNoRowHolds() {
        assertThat(reply(aClient().says("THANKS"), PRICE)).isEqualTo(Reply.silence());
        assertThat(reply(aClient(), PRICE)).isEqualTo(Reply.silence());
    }

    @Test
    void takesTheFirstRowThatHoldsForASignal() {
        Reply reply = reply(
                aClient().says("ASKED_PRICE"),
                row("R-500", "спросил цену", "ответить", "schedule", null, null, null, null, null, "Выше"),
                row("R-100", "спросил цену", "ответить", "price", null, null, null, null, null, "Ниже"));

        assertThat(templates(reply)).containsExactly("schedule");
    }

    private static List<String> templates(Reply reply) {
        return reply.parts().stream().map(Reply.Part::template).toList();
    }

    private static Candidate guide(String id) {
        return new Candidate(
                id,
                "A guide",
                "GUIDE",
                null,
                Facts.of(Map.of(
                        "type",
                        "GUIDE",
                        "stageFit",
                        "EXACT",
                        "levelFit",
                        "EXACT",
                        "interestFit",
                        "ANY",
                        "languageFit",
                        true)));
    }

    private static Reply reply(ClientBuilder client, Object[]... rows) {
        return reply(Candidates.NONE, client, rows);
    }

    private static Reply reply(Candidates candidates, ClientBuilder client, Object[]... rows) {
        return replying(rows)
                .reply(client.sheet(), client.sheet().client(), candidates, new ArrayList<>())
                .reply();
    }

    private static Replying replying(Object[]... rows) {
        Object[][] sheet =
                Stream.concat(Stream.<Object[]>of(HEADER), Stream.of(rows)).toArray(Object[][]::new);
        Object[][] templates = Stream.concat(
                        Stream.<Object[]>of(row("Код", "Язык", "Вариант 1", "Вариант 2")),
                        Stream.of("price", "schedule", "thanks", "ask", "bye", "guide", "none")
                                .map(id -> row(id, "ru", "Раз.", "Два.")))
                .toArray(Object[][]::new);
        Tables tables = RuleFolder.lean()
                .with(
                        "replies.xlsx",
                        book -> book.sheet("Шаблоны", templates)
                                .sheet("Ответы", sheet)
                                .sheet(
                                        "Следующий вопрос",
                                        row("№", "Стадия", "Вопрос", "Шаблон", "Причина"),
                                        row("Q-010", "новый", "цель", "ask", "Не знаем цель")))
                .tables();
        return new Replying(
                RuleEngine.of(tables.table("replies")),
                RuleEngine.of(tables.table("questions")),
                new Matching(
                        RuleEngine.of(tables.table("matching")),
                        tables.settings().number("minimumMatch")),
                2);
    }
}
