package io.rapport.client;

import static io.rapport.client.Consent.Purpose.ADVERTISING;
import static io.rapport.client.Consent.Purpose.PERSONAL_DATA;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsentsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final TestDatabase database = TestDatabase.create();
    private final Events events = new Events(database.jdbc());
    private final Clients clients = new Clients(database.jdbc(), database.transaction(), events);
    private final Consents consents = new Consents(database.jdbc(), database.transaction(), clients, events);
    private long client;

    @BeforeEach
    void meetSomebody() {
        client = clients.findOrCreate("telegram", "1", null, null, null, NOW).id();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void keepsTheProofOfAConsent() {
        assertThat(consents.give(client, ADVERTISING, null, "2", "chat", NOW)).isTrue();

        assertThat(consents.of(client)).singleElement().satisfies(consent -> {
            assertThat(consent.purpose()).isEqualTo(ADVERTISING);
            assertThat(consent.textVersion()).isEqualTo("2");
            assertThat(consent.source()).isEqualTo("chat");
            assertThat(consent.givenAt()).isEqualTo(NOW);
            assertThat(consent.isValid()).isTrue();
        });
        assertThat(events.latest(client, 1)).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("GAVE_CONSENT");
            assertThat(event.attributes())
                    .containsEntry("purpose", "ADVERTISING")
                    .containsEntry("textVersion", "2");
        });
    }

    @Test
    void keepsTheWordsInWhichAConsentWasGivenAndLeavesNoSecondEvent() {
        assertThat(consents.said(client, ADVERTISING, "telegram", "3", "«да», inbound 7", NOW))
                .isTrue();

        assertThat(consents.of(client)).singleElement().satisfies(consent -> {
            assertThat(consent.proof()).isEqualTo("«да», inbound 7");
            assertThat(consent.channel()).isEqualTo("telegram");
            assertThat(consent.textVersion()).isEqualTo("3");
            assertThat(consent.source()).isEqualTo("message");
        });
        assertThat(events.latest(client, 9)).isEmpty();
        assertThat(consents.said(client, ADVERTISING, "telegram", "3", "«ага», inbound 8", NOW))
                .isFalse();
    }

    @Test
    void agreesOnlyOnceToTheSameText() {
        consents.give(client, ADVERTISING, null, "1", "chat", NOW);

        assertThat(consents.give(client, ADVERTISING, null, "1", "api", NOW)).isFalse();
        assertThat(consents.of(client)).hasSize(1);
    }

    @Test
    void replacesTheOlderTextByTheNewer() {
        consents.give(client, ADVERTISING, null, "1", "chat", NOW);

        assertThat(consents.give(client, ADVERTISING, null, "2", "api", NOW.plusSeconds(1)))
                .isTrue();
        assertThat(consents.of(client)).extracting(Consent::isValid).containsExactly(false, true);
    }

    @Test
    void isTakenBackByOptingOutInWhateverWayAndNotGivenByOptingInAgain() {
        consents.give(client, ADVERTISING, "telegram", "1", "chat", NOW);
        consents.give(client, PERSONAL_DATA, null, "1", "chat", NOW);

        assertThat(clients.optOut(client, "api", NOW.plusSeconds(1))).isTrue();
        clients.optIn(client, "api", NOW.plusSeconds(2));

        assertThat(consents.of(client))
                .filteredOn(Consent::isValid)
                .extracting(Consent::purpose)
                .containsExactly(PERSONAL_DATA);
        assertThat(events.since(client, NOW.plusSeconds(1)))
                .extracting(Event::type)
                .containsExactly("OPTED_OUT", "WITHDREW_CONSENT", "OPTED_IN");
    }

    @Test
    void isTakenBackByWhoOptsOutAgainAfterSomebodyWroteItDownMeanwhile() {
        clients.optOut(client, "api", NOW);
        consents.give(client, ADVERTISING, null, "1", "crm", NOW.plusSeconds(1));

        assertThat(clients.optOut(client, "message", NOW.plusSeconds(2))).isFalse();

        assertThat(consents.of(client)).noneMatch(Consent::isValid);
    }

    @Test
    void withdrawsOnePurposeAndLeavesTheOther() {
        consents.give(client, ADVERTISING, null, "1", "chat", NOW);
        consents.give(client, PERSONAL_DATA, null, "1", "chat", NOW);

        assertThat(consents.withdraw(client, ADVERTISING, null, "api", NOW.plusSeconds(1)))
                .isTrue();
        assertThat(consents.withdraw(client, ADVERTISING, null, "api", NOW.plusSeconds(2)))
                .isFalse();

        assertThat(consents.of(client))
                .filteredOn(Consent::isValid)
                .extracting(Consent::purpose)
                .containsExactly(PERSONAL_DATA);
        assertThat(events.since(client, NOW)).extracting(Event::type).contains("WITHDREW_CONSENT");
    }
}
