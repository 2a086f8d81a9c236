package io.rapport.engagement.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.client.Client;
import io.rapport.client.Clients;
import io.rapport.client.DueClients;
import io.rapport.client.Events;
import io.rapport.engagement.Dossier;
import io.rapport.engagement.Dossiers;
import io.rapport.fact.Said;
import io.rapport.testing.RapportTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The station runs in this application: whoever becomes due is dealt with by itself. */
@RapportTest
class SweepTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clients clients;

    @Autowired
    private Events events;

    @Autowired
    private DueClients due;

    @Autowired
    private Dossier dossier;

    @Autowired
    private Dossiers dossiers;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    @Test
    void whoeverIsDueIsDecidedAboutAndStandsWhereTheRulesSay() {
        long anna = client();
        events.append(anna, "ASKED_PRICE", clock.instant().minus(Duration.ofDays(1)), Map.of(), "asked");

        makeDue(anna);

        awaitReview(anna);
        Client reviewed = clients.find(anna).orElseThrow();
        assertThat(reviewed.band()).isNotNull();
        assertThat(reviewed.scoreEngagement()).isPositive();
        assertThat(column(anna, "reviewed_release", Long.class)).isPositive();
    }

    @Test
    void silenceIsCountedAndNotCopied() {
        long boris = client();

        for (int review = 0; review < 3; review++) {
            makeDue(boris);
            awaitReview(boris);
        }

        assertThat(jdbc.sql("select times from silence where client_id = ?")
                        .param(boris)
                        .query(Integer.class)
                        .list())
                .containsExactly(3);
        assertThat(jdbc.sql("select count(*) from decision where client_id = ?")
                        .param(boris)
                        .query(Long.class)
                        .single())
                .as("nothing was said and nothing changed")
                .isZero();
    }

    @Test
    void aTagThatComesIsKeptWithItsRowInTheHistoryAndInTheJournal() {
        long vera = client();
        events.append(vera, "OBJECTION_PRICE", clock.instant().minusSeconds(9), Map.of(), "objected");
        events.append(vera, "OBJECTION_PRICE", clock.instant().minusSeconds(5), Map.of(), "objected again");

        makeDue(vera);
        awaitReview(vera);

        var tags = clients.tags(vera);
        assertThat(tags).isNotEmpty();
        assertThat(jdbc.sql("select tag || ' ' || row_id from client_tag_history where client_id = ? and is_on")
                        .param(vera)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(tags.entrySet().stream()
                        .map(tag -> tag.getKey() + " " + tag.getValue())
                        .toList());
        assertThat(jdbc.sql("select trigger from decision where client_id = ?")
                        .param(vera)
                        .query(String.class)
                        .list())
                .containsExactly("DUE");
    }

    @Test
    void whoCannotBeDecidedAboutIsSetAsideAndKeepsNobodyWaiting() {
        long poison = client();
        jdbc.sql(
                        "insert into event (client_id, type, at, attributes, dedupe_key) values (?, 'MESSAGE', now(), '[1]', 'bad')")
                .param(poison)
                .update();
        List<Long> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            others.add(client());
        }

        transaction.executeWithoutResult(status -> {
            makeDue(poison);
            others.forEach(this::makeDue);
        });

        others.forEach(this::awaitReview);
        await().atMost(PATIENCE).until(() -> tries(poison) == 1);
        assertThat(clients.find(poison).orElseThrow().dueAt())
                .isAfter(clock.instant().plusSeconds(30));

        makeDue(poison);
        await().atMost(PATIENCE).until(() -> tries(poison) == 2);
        jdbc.sql("delete from event where client_id = ?").param(poison).update();
        makeDue(poison);

        awaitReview(poison);
        assertThat(tries(poison)).as("forgotten once it went well").isZero();
    }

    @Test
    void passesOverWhoIsInSomebodyElsesHands() {
        long held = client();
        long free = client();
        transaction.executeWithoutResult(status -> {
            clients.lock(held);
            jdbc.sql("update client set due_at = now() - interval '1 hour' where id = ?")
                    .param(held)
                    .update();
        });
        transaction.executeWithoutResult(status -> {
            clients.lock(held);
            // in a transaction of its own
            new Thread(() -> makeDue(free)).start();
            await().atMost(PATIENCE).until(() -> isReviewed(free));
        });

        awaitReview(held);
    }

    @Test
    void aWholeBatchSeesOfEachClientWhatTheDossierOfThatOneSays() {
        var random = new Random(20261122);
        List<Client> people = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            people.add(clients.find(someone(random)).orElseThrow());
        }
        Instant now = clock.instant();

        var files = dossiers.of(people, now);

        for (int i = 0; i < people.size(); i++) {
            assertThat(files.get(i).sheet()).isEqualTo(dossier.sheet(people.get(i), "webchat", Said.NOTHING, now));
        }
    }

    /** Anybody, with a past that never ends at the same instant twice. */
    private long someone(Random random) {
        long id = client();
        List<String> types = List.of("MESSAGE", "ASKED_PRICE", "REPLIED", "CONTENT_SENT", "OFFER_MADE", "TOUCHED");
        for (int i = 0; i < random.nextInt(12); i++) {
            events.append(
                    id,
                    types.get(random.nextInt(types.size())),
                    clock.instant().minus(Duration.ofMinutes(random.nextInt(100_000))),
                    Map.of("value", "v" + i),
                    "k" + i);
        }
        if (random.nextBoolean()) {
            jdbc.sql("insert into client_tag (client_id, tag, row_id, added_at) values (?, 'price', 'T-1', now())")
                    .param(id)
                    .update();
        }
        return id;
    }

    private long client() {
        return clients.findOrCreate("webchat", UUID.randomUUID().toString(), "Кто-то", "ru", null, clock.instant())
                .id();
    }

    private void makeDue(long id) {
        jdbc.sql("update client set due_at = :now, reviewed_release = 0 where id = :id")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    private void awaitReview(long id) {
        await().atMost(PATIENCE).until(() -> isReviewed(id));
    }

    private boolean isReviewed(long id) {
        return column(id, "reviewed_release", Long.class) > 0;
    }

    private int tries(long id) {
        return jdbc.sql("select tries from review_trouble where client_id = ?")
                .param(id)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private <T> T column(long id, String column, Class<T> type) {
        return jdbc.sql("select " + column + " from client where id = ?")
                .param(id)
                .query(type)
                .single();
    }
}
