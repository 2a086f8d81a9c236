package io.rapport.ruleset;

import static io.rapport.ruleset.ClientBuilder.aClient;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Consent;
import io.rapport.content.ContentItem;
import io.rapport.decision.Score;
import io.rapport.fact.Facts;
import io.rapport.fact.LibraryCandidates;
import io.rapport.fact.SignalFact;
import io.rapport.ruleset.schema.FactDefinition;
import io.rapport.ruleset.stage.Replying;
import io.rapport.ruleset.stage.Scoring;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What Java computes and what {@code facts.yaml} declares are one list of names and types: a typo on either side cannot hide. */
class DeclaredFactsTest {

    private static final Map<String, FactDefinition> DECLARED =
            Shipped.rules().tables().facts();

    @Test
    void everyClientFactIsDeclaredAndEveryDeclaredOneIsProduced() {
        Facts client = Scoring.with(
                aClient()
                        .promised("ielts", "c-008")
                        .tagged("exam")
                        .agreedTo(Consent.Purpose.ADVERTISING)
                        .says("ASKED_PRICE")
                        .did("MESSAGE", Duration.ofDays(9))
                        .did("TOLD_LEVEL", Duration.ofDays(8), "B1")
                        .did("TOLD_INTEREST", Duration.ofDays(8), "EXAMS")
                        .did("REPLIED", Duration.ofDays(7), "GREET")
                        .did("QUESTION_ASKED", Duration.ofDays(7), "GOAL")
                        .did("OFFER_MADE", Duration.ofDays(6), Map.of("value", "GROUP", "discount", "10"))
                        .did("HANDED_OFF", Duration.ofDays(6))
                        .did("CONTENT_SENT", Duration.ofDays(6))
                        .did("ASKED_PRICE", Duration.ofDays(6))
                        .did("TRIAL_MISSED", Duration.ofDays(5))
                        .did("TRIAL_DONE", Duration.ofDays(6))
                        .did("TOUCHED", Duration.ofDays(6), Map.of("touch", "reopen:1", "goal", "SHOW_CASE"))
                        .inSeries("ONBOARDING", 1, Duration.ofDays(2))
                        .did("LINK_CLICKED", Duration.ofDays(6))
                        .did("RESTED", Duration.ofDays(6))
                        .did("PURCHASED", Duration.ofDays(5), Map.of("amount", "4900", "value", "CLUB"))
                        .did("REFUNDED", Duration.ofDays(4), Map.of("amount", "100"))
                        .did("NPS", Duration.ofDays(4), "9")
                        .sheet()
                        .client(),
                new Score(List.of(), List.of(), "COLD"));

        assertDeclared("client", client);
        assertThat(client.asMap().keySet()).containsExactlyInAnyOrderElementsOf(namesIn("client"));
    }

    @Test
    void everyContentFactIsDeclaredAndEveryDeclaredOneIsProduced() {
        LocalDate today = LocalDate.of(2026, 11, 22);
        var item = new ContentItem(
                "g-1",
                "GUIDE",
                "A guide",
                null,
                null,
                List.of("price"),
                List.of("NEW"),
                List.of("B1"),
                List.of("EXAMS"),
                "ru",
                "PDF",
                today,
                null,
                true);
        Facts client = Facts.of(Map.of("stage", "NEW", "level", "A2", "interests", Set.of("EXAMS"), "language", "ru"));

        Facts facts = new LibraryCandidates(List.of(item), Set.of(), today)
                .find(client, Set.of(), Set.of())
                .get(0)
                .facts();

        assertDeclared("content", facts);
        assertThat(facts.asMap().keySet()).containsExactlyInAnyOrderElementsOf(namesIn("content"));
    }

    @Test
    void everySignalFactIsDeclared() {
        Facts facts = Replying.facts(
                new SignalFact("TOLD_LEVEL", "b1", "B1"), aClient().sheet());

        assertDeclared("signal", facts);
        assertThat(facts.asMap().keySet()).containsExactlyInAnyOrderElementsOf(namesIn("signal"));
    }

    private static Set<String> namesIn(String scope) {
        var names = new TreeSet<String>();
        DECLARED.values().stream().filter(fact -> fact.scope().equals(scope)).forEach(fact -> names.add(fact.name()));
        return names;
    }

    private static void assertDeclared(String scope, Facts facts) {
        facts.asMap().forEach((name, value) -> {
            assertThat(DECLARED).as("facts.yaml").containsKey(scope + "." + name);
            FactDefinition fact = DECLARED.get(scope + "." + name);
            assertThat(value).as(fact.key()).isInstanceOf(javaType(fact.type()));
            if (fact.list() != null) {
                Set<?> codes = value instanceof Set<?> set ? set : Set.of(value);
                assertThat(Shipped.rules().tables().lists().get(fact.list()).codes())
                        .as(fact.key())
                        .containsAll(codes.stream().map(String::valueOf).toList());
            }
        });
    }

    private static Class<?> javaType(FactDefinition.Type type) {
        return switch (type) {
            case INTEGER -> Long.class;
            case DECIMAL -> BigDecimal.class;
            case BOOLEAN -> Boolean.class;
            case CODE, TEXT -> String.class;
            case CODES, TEXTS -> Set.class;
            case TIME -> java.time.LocalTime.class;
            case DATE -> LocalDate.class;
            case MESSAGE -> io.rapport.ruleset.phrase.Text.class;
        };
    }
}
