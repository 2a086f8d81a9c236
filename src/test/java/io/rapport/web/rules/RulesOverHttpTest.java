package io.rapport.web.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Clients;
import io.rapport.client.Consent;
import io.rapport.client.Consents;
import io.rapport.client.Zones;
import io.rapport.testing.Holdout;
import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What callers learn about the live rules and what these would allow. */
@RapportTest
class RulesOverHttpTest {

    /** A Wednesday. */
    private static final String NOON_IN_OMSK = "2026-05-13T06:00:00Z";

    private static final String MIDNIGHT_IN_OMSK = "2026-05-13T18:00:00Z";

    @LocalServerPort
    int port;

    @Autowired
    Clients clients;

    @Autowired
    Consents consents;

    @Autowired
    Zones zones;

    private Http http;

    @BeforeEach
    void call() {
        http = Http.on(port);
    }

    @Test
    void saysWhetherATouchMayLeaveAndByWhichRow() {
        long anna = inOmsk();

        JsonNode without = policy(anna, NOON_IN_OMSK);
        assertThat(without.path("verdict").asString()).isEqualTo("SUPPRESS");
        assertThat(without.path("row").asString()).startsWith("P-");
        assertThat(without.path("reason").asString()).isNotBlank();
        assertThat(without.path("cell").asString()).startsWith("policy.xlsx › ");

        consents.give(anna, Consent.Purpose.ADVERTISING, null, "1", "test", Instant.parse("2026-05-01T00:00:00Z"));
        JsonNode with = policy(anna, NOON_IN_OMSK);
        assertThat(with.path("verdict").asString()).isEqualTo("ALLOW");
        assertThat(with.path("notMatched"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.path("cell").asString()).isNotBlank());
    }

    @Test
    void holdsUntilTheMorningOfTheClientAndAnswersWhateverTheHour() {
        long anna = inOmsk();
        consents.give(anna, Consent.Purpose.ADVERTISING, null, "1", "test", Instant.parse("2026-05-01T00:00:00Z"));

        JsonNode night = policy(anna, MIDNIGHT_IN_OMSK);
        assertThat(night.path("verdict").asString()).isEqualTo("HOLD");
        assertThat(Instant.parse(night.path("until").asString())).isEqualTo("2026-05-14T03:00:00Z");

        assertThat(json("/api/v1/clients/%d/policy?kind=REPLY&at=%s".formatted(anna, MIDNIGHT_IN_OMSK))
                        .path("verdict")
                        .asString())
                .isEqualTo("ALLOW");
    }

    @Test
    void namesTheFieldThatMakesNoSenseInAQuestionAboutThePolicy() {
        long anna = inOmsk();

        assertThat(http.get("/api/v1/clients/%d/policy?kind=SPAM".formatted(anna)))
                .matches(answer -> answer.statusCode() == 400)
                .satisfies(answer -> assertThat(answer.body()).contains("kind", "PROACTIVE"));
        assertThat(http.get("/api/v1/clients/%d/policy?channel=fax".formatted(anna)))
                .matches(answer -> answer.statusCode() == 400)
                .satisfies(answer -> assertThat(answer.body()).contains("channel", "telegram"));
        assertThat(http.get("/api/v1/clients/%d/policy?at=soon".formatted(anna)).statusCode())
                .isEqualTo(400);
        assertThat(http.get("/api/v1/clients/999999999/policy").statusCode()).isEqualTo(404);
    }

    @Test
    void listsFindingsOfTheLiveRulesWithTheirCells() {
        JsonNode findings = json("/api/v1/releases/findings");

        assertThat(findings.isArray()).isTrue();
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.path("file").asString()).endsWith(".xlsx");
            assertThat(finding.path("ru").asString()).isNotBlank();
            assertThat(finding.path("en").asString()).isNotBlank();
        });
    }

    @Test
    void tellsOfEachExperimentItsArmsAndWhetherDataAreEnough() {
        JsonNode holdout = json("/api/v1/experiments").path("items").get(0);

        assertThat(holdout.path("code").asString()).isEqualTo("HOLDOUT");
        assertThat(holdout.path("arms")).hasSize(2).allSatisfy(arm -> {
            assertThat(arm.path("share").asDouble()).isBetween(1.0, 99.0);
            assertThat(arm.path("clients").isNumber()).isTrue();
            assertThat(arm.path("replied").path("verdict").asString()).isNotBlank();
            assertThat(arm.path("purchased").path("interval").path("high").isNumber())
                    .isTrue();
        });
        assertThat(http.get("/api/v1/experiments?from=2026-05-02T00:00:00Z&to=2026-05-01T00:00:00Z"))
                .matches(answer -> answer.statusCode() == 400)
                .satisfies(answer -> assertThat(answer.body()).contains("from"));
    }

    @Test
    void listsEverySequenceWithItsSteps() {
        JsonNode sequences = json("/api/v1/sequences");

        assertThat(sequences.path("live").isNumber()).isTrue();
        assertThat(sequences.path("items")).isNotEmpty().allSatisfy(sequence -> {
            assertThat(sequence.path("ru").asString()).isNotBlank();
            assertThat(sequence.path("steps")).isNotEmpty();
            assertThat(sequence.path("inside").isArray()).isTrue();
        });
    }

    /** Somebody whom the bot may write to: not of the holdout. */
    private long inOmsk() {
        long id = newcomer();
        while (Holdout.holds(id)) {
            id = newcomer();
        }
        zones.learn(id, ZoneId.of("Asia/Omsk"), Zones.Source.TOLD);
        return id;
    }

    private long newcomer() {
        return clients.findOrCreate(
                        "telegram",
                        UUID.randomUUID().toString(),
                        "Анна",
                        "ru",
                        null,
                        Instant.parse("2026-04-01T00:00:00Z"))
                .id();
    }

    private JsonNode policy(long client, String at) {
        return json("/api/v1/clients/%d/policy?at=%s".formatted(client, at));
    }

    private JsonNode json(String path) {
        var answer = http.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }
}
