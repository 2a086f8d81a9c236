package io.rapport.ruleset.stage;

import static io.rapport.ruleset.ClientBuilder.aClient;
import static io.rapport.ruleset.WorkbookBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.decision.RowHit;
import io.rapport.decision.Tagging;
import io.rapport.decision.Trigger;
import io.rapport.fact.Candidates;
import io.rapport.fact.FactSheet;
import io.rapport.ruleset.ClientBuilder;
import io.rapport.ruleset.RuleFolder;
import io.rapport.ruleset.Shipped;
import io.rapport.ruleset.engine.RuleEngine;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LabellingTest {

    @Test
    void putsTagsOnAndTakesThemOffInTheOrderOfTheSheet() {
        ClientBuilder client = aClient().tagged("kids");

        assertThat(tag(
                        client,
                        row("T-010", "NEW", "exam; vip", null, "Ставит"),
                        row("T-020", "NEW", null, "vip; kids", "Снимает")))
                .satisfies(tagging -> {
                    assertThat(tagging.tags()).containsExactly("exam");
                    assertThat(tagging.on())
                            .extracting(
                                    Tagging.TagChange::tag,
                                    change -> change.by().row())
                            .containsExactly(org.assertj.core.groups.Tuple.tuple("exam", "T-010"));
                    assertThat(tagging.off())
                            .extracting(
                                    Tagging.TagChange::tag,
                                    change -> change.by().row())
                            .containsExactly(org.assertj.core.groups.Tuple.tuple("kids", "T-020"));
                });
        assertThat(tag(
                                client,
                                row("T-020", "NEW", null, "vip; kids", "Снимает"),
                                row("T-010", "NEW", "exam; vip", null, "Ставит"))
                        .tags())
                .containsExactly("exam", "vip");
    }

    @Test
    void saysNothingOfATagThatStaysAsItWas() {
        Tagging tagging = tag(
                aClient().tagged("exam"),
                row("T-010", "NEW", "exam", null, "Уже есть"),
                row("T-020", "NEW", null, "vip", "Нет и не было"));

        assertThat(tagging.tags()).containsExactly("exam");
        assertThat(tagging.on()).isEmpty();
        assertThat(tagging.off()).isEmpty();
    }

    @Test
    void noticesTwoPriceObjectionsWithNoOfferBetween() {
        assertThat(priceStuck(aClient().did("OBJECTION_PRICE", hoursAgo(3)).did("OBJECTION_PRICE", hoursAgo(1))))
                .isTrue();
    }

    @Test
    void doesNotMindOneObjectionOrAnOfferBetweenTwo() {
        assertThat(priceStuck(aClient().did("OBJECTION_PRICE", hoursAgo(3)))).isFalse();
        assertThat(priceStuck(aClient()
                        .did("OBJECTION_PRICE", hoursAgo(3))
                        .did("OFFER_MADE", hoursAgo(2))
                        .did("OBJECTION_PRICE", hoursAgo(1))))
                .isFalse();
    }

    @Test
    void countsAnOfferBeforeOrAfterBothObjectionsForNothing() {
        assertThat(priceStuck(aClient()
                        .did("OFFER_MADE", hoursAgo(4))
                        .did("OBJECTION_PRICE", hoursAgo(3))
                        .did("OBJECTION_PRICE", hoursAgo(1))
                        .did("OFFER_MADE")))
                .isTrue();
    }

    @Test
    void tellsEventsOfOneInstantApartByTheirOrder() {
        assertThat(priceStuck(aClient().did("OBJECTION_PRICE").did("OBJECTION_PRICE")))
                .isTrue();
        assertThat(priceStuck(aClient().did("OBJECTION_PRICE").did("OFFER_MADE").did("OBJECTION_PRICE")))
                .isFalse();
        assertThat(priceStuck(aClient().did("OFFER_MADE").did("OBJECTION_PRICE").did("OBJECTION_PRICE")))
                .isTrue();
    }

    @Test
    void doesNotSeeAnObjectionThatIsStillToCome() {
        assertThat(priceStuck(aClient().did("OBJECTION_PRICE", hoursAgo(3)).did("OBJECTION_PRICE", hoursAgo(-1))))
                .isFalse();
    }

    @Test
    void startsAnewOnceAPersonGaveTheChatBackOrAMonthWentBy() {
        assertThat(priceStuck(aClient()
                        .did("OBJECTION_PRICE", hoursAgo(4))
                        .did("OBJECTION_PRICE", hoursAgo(3))
                        .did("RETURNED_TO_BOT", hoursAgo(2))
                        .did("OBJECTION_PRICE", hoursAgo(1))))
                .isFalse();
        assertThat(priceStuck(aClient()
                        .did("OBJECTION_PRICE", Duration.ofDays(31))
                        .did("OBJECTION_PRICE", Duration.ofDays(31))
                        .did("MESSAGE", hoursAgo(0))))
                .isFalse();
        assertThat(priceStuck(aClient()
                        .did("OBJECTION_PRICE", Duration.ofDays(29))
                        .did("OBJECTION_PRICE", Duration.ofDays(29))
                        .did("MESSAGE", hoursAgo(0))))
                .isTrue();
    }

    @Test
    void takesTheTagOffWhenAPersonGivesTheChatBackUnlessItHappensAgain() {
        ClientBuilder client = aClient()
                .tagged("price-stuck")
                .did("MESSAGE", hoursAgo(6))
                .did("OBJECTION_PRICE", hoursAgo(6))
                .did("OBJECTION_PRICE", hoursAgo(5))
                .did("RETURNED_TO_BOT", hoursAgo(4));
        assertThat(tags(client)).doesNotContain("price-stuck");

        client.did("OBJECTION_PRICE", hoursAgo(3)).did("OBJECTION_PRICE", hoursAgo(2));
        assertThat(tags(client)).contains("price-stuck");
    }

    private static Set<String> tags(ClientBuilder client) {
        return Shipped.rules()
                .decide(client.sheet(), Trigger.DUE, Candidates.NONE)
                .tagging()
                .tags();
    }

    @Test
    void namesTheRuleBehindATagOfDrl() {
        FactSheet sheet = aClient()
                .did("OBJECTION_PRICE", hoursAgo(3))
                .did("OBJECTION_PRICE", hoursAgo(1))
                .sheet();

        assertThat(Shipped.rules().decide(sheet, Trigger.DUE, Candidates.NONE).rows())
                .filteredOn(hit -> hit.row().equals("D-001"))
                .extracting(RowHit::table)
                .containsExactly("drl");
    }

    private static boolean priceStuck(ClientBuilder client) {
        return Shipped.rules().decide(client.sheet(), Trigger.DUE, Candidates.NONE).rows().stream()
                .anyMatch(hit -> hit.row().equals("D-001"));
    }

    private static Duration hoursAgo(int hours) {
        return Duration.ofHours(hours);
    }

    private static Tagging tag(ClientBuilder client, Object[]... rows) {
        Object[][] sheet = Stream.concat(
                        Stream.<Object[]>of(row("№", "Стадия", "Поставить тег", "Снять тег", "Причина")),
                        Stream.of(rows))
                .toArray(Object[][]::new);
        var tagging = RuleFolder.lean()
                .with("tagging.xlsx", book -> book.sheet("Правила", sheet))
                .tables()
                .table("tagging");
        return new Labelling(RuleEngine.of(tagging))
                .tag(
                        List.of(client.sheet()),
                        List.of(client.sheet().client()),
                        client.sheet().at())
                .get(0)
                .tagging();
    }
}
