package io.rapport.client.merge;

import static io.rapport.client.merge.Two.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rapport.client.Arrival;
import io.rapport.client.Arrival.Fate;
import io.rapport.client.Arrival.Known;
import io.rapport.client.Arrival.Person;
import io.rapport.client.Arrival.Weight;
import io.rapport.client.Arrivals;
import io.rapport.client.Client;
import io.rapport.client.Consent;
import io.rapport.client.Consents;
import io.rapport.client.Event;
import io.rapport.client.Happening;
import io.rapport.client.Identities;
import io.rapport.client.NoSuchClient;
import io.rapport.client.Owner;
import io.rapport.client.merge.MergeRefused.Reason;
import io.rapport.client.person.FormerIds;
import io.rapport.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergingTest {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase database;
    private Two two;
    private Consents consents;
    private Arrivals arrivals;
    private FormerIds formerIds;
    private String name;
    private long tg;
    private long web;

    @BeforeAll
    void open() {
        database = TestDatabase.create();
        two = new Two(database);
        consents = new Consents(database.jdbc(), database.transaction(), two.clients, two.events);
        arrivals = new Arrivals(database.jdbc(), database.transaction());
        formerIds = new FormerIds(database.jdbc());
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void twoCome() {
        name = "p" + COUNT.incrementAndGet();
        tg = two.client("telegram", name, NOW.minus(Duration.ofDays(9)));
        web = two.client("webchat", name, NOW.minus(Duration.ofDays(20)));
    }

    @Test
    void whoWasMetFirstSaysSinceWhenAndWhereFrom() {
        set(tg, "source = 'telegram-ad', stage = 'ENGAGED'");
        set(web, "source = 'site', stage = 'OFFERED', phone = '+79160000001'");

        two.merge(tg, web);

        Client client = client(tg);
        assertThat(client.source()).isEqualTo("site");
        assertThat(client.createdAt()).isEqualTo(NOW.minus(Duration.ofDays(20)));
        assertThat(client.stage()).isEqualTo("OFFERED");
        assertThat(client.phone()).isEqualTo("+79160000001");
        assertThat(client.dueAt()).isEqualTo(NOW);
        assertThat(two.clients.find(web)).isEmpty();
        assertThat(new Identities(two.jdbc).of(tg)).hasSize(2);
        assertThat(two.clients.find("webchat", name)).contains(client);
        assertThat(types(tg)).contains("CLIENTS_MERGED");
    }

    @Test
    void whoIsLeftAloneUnderOneNameIsLeftAloneUnderBoth() {
        consents.give(tg, Consent.Purpose.ADVERTISING, null, "1", "chat", NOW.minusSeconds(60));
        two.clients.optOut(web, "message", NOW.minusSeconds(30));

        two.merge(tg, web);

        assertThat(client(tg).isOptedOut()).isTrue();
        assertThat(client(tg).dueAt()).isNull();
        assertThat(consents.of(tg)).noneMatch(Consent::isValid);
        assertThat(types(tg)).contains("WITHDREW_CONSENT");

        two.undo(tg, NOW.plusSeconds(10));
        assertThat(client(tg).isOptedOut()).isFalse();
        assertThat(client(web).isOptedOut()).isTrue();
        assertThat(consents.of(tg)).allMatch(Consent::isValid);
        assertThat(types(tg)).doesNotContain("WITHDREW_CONSENT");
    }

    @Test
    void aConsentTakenBackOrDeclinedUnderOneNameIsNotGivenUnderTheOther() {
        consents.give(tg, Consent.Purpose.ADVERTISING, null, "1", "chat", NOW.minusSeconds(60));
        consents.give(tg, Consent.Purpose.PERSONAL_DATA, null, "1", "chat", NOW.minusSeconds(60));
        two.events.append(web, "REFUSED_CONSENT", NOW.minusSeconds(90), Map.of(), "no");

        two.merge(tg, web);

        assertThat(consents.of(tg))
                .filteredOn(Consent::isValid)
                .extracting(Consent::purpose)
                .containsExactly(Consent.Purpose.PERSONAL_DATA);
    }

    @Test
    void neverHavingBeenAskedIsNoRefusal() {
        consents.give(web, Consent.Purpose.ADVERTISING, "webchat", "1", "chat", NOW.minusSeconds(60));

        two.merge(tg, web);

        assertThat(consents.of(tg)).singleElement().matches(Consent::isValid);
    }

    @Test
    void aPersonWhoLeadsOneOfTheTalksLeadsBoth() {
        two.clients.handToHuman(web, "complaint", NOW.minusSeconds(60));

        two.merge(tg, web);
        assertThat(client(tg).owner()).isEqualTo(Owner.HUMAN);
        assertThat(client(tg).ownerReason()).isEqualTo("complaint");

        two.undo(tg, NOW.plusSeconds(10));
        assertThat(client(tg).owner()).isEqualTo(Owner.BOT);
        assertThat(client(web).owner()).isEqualTo(Owner.HUMAN);
    }

    @Test
    void whoOptsOutOfWhatTheyHaveBecomeOptsOutAsBoth() {
        two.merge(tg, web);
        two.clients.optOut(tg, "message", NOW.plusSeconds(5));

        two.undo(tg, NOW.plusSeconds(10));

        assertThat(client(tg).isOptedOut()).isTrue();
        assertThat(client(web).isOptedOut()).isTrue();
        assertThat(client(web).dueAt()).isNull();
    }

    @Test
    void theSequenceThatHasComeFurtherGoesOnAndTheStepOfTheOtherDoesNotLeave() {
        two.enrol(tg, "ONBOARDING", 1, NOW.minusSeconds(900));
        long further = two.enrol(web, "RETURN", 2, NOW.minusSeconds(300));
        long step = two.touch(tg, "series:ONBOARDING:1:2", "PROACTIVE", "READY", "telegram", name, NOW);

        two.merge(tg, web);

        assertThat(active(tg)).containsExactly(further);
        assertThat(state(step)).isEqualTo("SUPPRESSED MERGED");
        assertThat(types(tg)).contains("SERIES_ENDED");

        two.undo(tg, NOW.plusSeconds(10));
        assertThat(active(tg)).hasSize(1);
        assertThat(active(web)).containsExactly(further);
        assertThat(types(tg)).doesNotContain("SERIES_ENDED");
    }

    @Test
    void whatOneHasBeenSentIsNotSentToTheOther() {
        long sent = two.touch(web, "series:S:1:2", "PROACTIVE", "SENT", "webchat", name, NOW.minusSeconds(60));
        long waiting = two.touch(tg, "series:S:1:2", "PROACTIVE", "READY", "telegram", name, NOW);

        two.merge(tg, web);

        assertThat(state(sent)).isEqualTo("SENT null");
        assertThat(state(waiting)).isEqualTo("SUPPRESSED MERGED");
        assertThat(keyOf(sent)).isEqualTo("series:S:1:2");
    }

    @Test
    void answersOnTheirWayArrive() {
        long answer = two.touch(web, "reply:1", "REPLY", "READY", "webchat", name, NOW);

        two.merge(tg, web);

        assertThat(state(answer)).isEqualTo("READY null");
        assertThat(two.jdbc
                        .sql("select client_id from touch where id = ?")
                        .param(answer)
                        .query(Long.class)
                        .single())
                .isEqualTo(tg);
    }

    @Test
    @Timeout(20)
    void waitsUntilNothingIsWithAMessenger() throws Exception {
        long touch = two.touch(web, "reply:1", "REPLY", "SENDING", "webchat", name, NOW);
        var pool = Executors.newSingleThreadExecutor();
        try {
            var merge = pool.submit(() -> two.merge(tg, web));
            Thread.sleep(200);
            assertThat(merge.isDone()).isFalse();
            assertThat(two.clients.find(web)).isPresent();

            two.jdbc
                    .sql("update touch set state = 'SENT' where id = ?")
                    .param(touch)
                    .update();
            assertThat(merge.get(10, TimeUnit.SECONDS).kept()).isEqualTo(tg);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @Timeout(30)
    void twoMergesAtOnceAreOne() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            Callable<Object> thisWay = () -> catchThrowable(() -> two.merge(tg, web));
            Callable<Object> thatWay = () -> catchThrowable(() -> two.merge(web, tg));
            pool.invokeAll(List.of(thisWay, thatWay, thisWay, thatWay, thisWay, thatWay));
        } finally {
            pool.shutdownNow();
        }
        long kept = two.clients.find("telegram", name).orElseThrow().id();
        assertThat(two.clients.find("webchat", name).orElseThrow().id()).isEqualTo(kept);
        assertThat(two.merges.of(kept)).hasSize(1);
    }

    @Test
    void mergingAgainChangesNothing() {
        Merge first = two.merge(tg, web);

        assertThat(two.merge(tg, web)).isEqualTo(first);
    }

    @Test
    void nobodyIsMergedWithHimselfOrWithSomebodyWhoWasErased() {
        assertThatThrownBy(() -> two.merge(tg, tg)).extracting("reason").isEqualTo(Reason.SAME_CLIENT);
        two.clients.erase(web);
        assertThatThrownBy(() -> two.merge(tg, web)).isInstanceOf(NoSuchClient.class);
        assertThatThrownBy(() -> two.merge(web, tg)).isInstanceOf(NoSuchClient.class);
        assertThat(two.merges.of(tg)).isEmpty();
    }

    @Test
    void erasingOneErasesBothAndAllThatIsRemembered() {
        two.jdbc
                .sql("update client set phone = '+79990001122' where id = ?")
                .param(web)
                .update();
        two.inbound(web, "webchat", name, name, NOW);
        two.merge(tg, web);

        two.clients.erase(tg);

        assertThat(formerIds.successor(web)).isEmpty();
        assertThat(two.jdbc
                        .sql("select count(*) from client_merge where merged = ?")
                        .param(web)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(two.jdbc
                        .sql("select count(*) from inbound where lane = ?")
                        .param(name)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aThirdOneMergesWithWhatTwoHaveBecomeAndIsUndoneFirst() {
        long third = two.client("vk", name, NOW.minusSeconds(5));
        Merge first = two.merge(tg, web);
        two.merge(third, tg);
        assertThat(formerIds.successor(web)).contains(third);
        assertThat(formerIds.successor(tg)).contains(third);

        assertThatThrownBy(() -> two.merging.undo(third, first.id(), new Merging.Deed("olga", "", NOW)))
                .hasMessageContaining("first")
                .extracting("reason")
                .isEqualTo(Reason.LATER_FIRST);

        two.undo(third, NOW);
        assertThat(formerIds.successor(web)).contains(tg);
        two.undo(tg, NOW);
        assertThat(new Identities(two.jdbc).of(third)).hasSize(1);
        assertThat(new Identities(two.jdbc).of(tg)).hasSize(1);
        assertThat(new Identities(two.jdbc).of(web)).hasSize(1);
        assertThatThrownBy(() -> two.undo(tg, NOW)).extracting("reason").isEqualTo(Reason.NOT_MERGED);
        assertThatThrownBy(() -> two.merging.undo(tg, first.id(), new Merging.Deed("olga", "", NOW)))
                .extracting("reason")
                .isEqualTo(Reason.UNDONE);
    }

    @Test
    void afterThirtyDaysItStaysAndWhatWasWhoseIsForgotten() {
        Merge merge = two.merge(tg, web);

        assertThatThrownBy(() -> two.undo(tg, NOW.plus(Duration.ofDays(30))))
                .hasMessageContaining("could be undone until")
                .extracting("reason")
                .isEqualTo(Reason.TOO_LATE);

        assertThat(two.merges.forgetRipe(NOW.plus(Duration.ofDays(30)), 10)).isZero();
        two.merges.forgetRipe(NOW.plus(Duration.ofDays(31)), 1_000);
        assertThat(two.jdbc
                        .sql("select count(*) from client_merge_row where merge_id = ?")
                        .param(merge.id())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(formerIds.successor(web)).contains(tg);
    }

    @Test
    void whatHappenedMeanwhileGoesByItsChannel() {
        two.merge(tg, web);
        long fromWeb = two.inbound(tg, "webchat", name, name + "-1", NOW.plusSeconds(1));
        long fromTelegram = two.inbound(tg, "telegram", name, name + "-2", NOW.plusSeconds(2));
        two.events.append(tg, "MESSAGE", NOW.plusSeconds(1), Map.of(), "in:" + fromWeb);
        two.events.append(
                tg, "CONTENT_SENT", NOW.plusSeconds(1), Map.of("value", "c-9"), "reply:" + fromWeb + ":0:content");
        two.jdbc
                .sql("insert into content_seen values (?, 'c-9', ?)")
                .params(tg, Two.utc(NOW.plusSeconds(1)))
                .update();
        two.events.append(tg, "MESSAGE", NOW.plusSeconds(2), Map.of(), "in:" + fromTelegram);
        two.touch(tg, "series:X:1:1", "PROACTIVE", "SENT", "webchat", name, NOW.plusSeconds(3));
        two.events.append(tg, "TOUCHED", NOW.plusSeconds(3), Map.of("touch", "series:X:1:1"), "touched:x");
        var bought = new Happening("PURCHASED", NOW.plusSeconds(4), Map.of("amount", 5), name + "-order");
        arrivals.take(List.of(new Arrival(new Person("webchat", name), bought, Weight.NOTED)), NOW.plusSeconds(4));
        two.events.append(tg, "REVIEWED", NOW.plusSeconds(5), Map.of(), "of nobody's channel");

        two.undo(tg, NOW.plusSeconds(60));

        assertThat(types(web)).containsOnlyOnce("MESSAGE", "CONTENT_SENT", "TOUCHED", "PURCHASED", "CLIENTS_PARTED");
        assertThat(types(tg)).contains("MESSAGE", "REVIEWED").doesNotContain("CONTENT_SENT", "TOUCHED", "PURCHASED");
        assertThat(two.jdbc
                        .sql("select client_id from content_seen where content_id = 'c-9'")
                        .query(Long.class)
                        .list())
                .containsExactly(web);
        assertThat(client(web).lastMessageAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(client(tg).lastMessageAt()).isEqualTo(NOW.plusSeconds(2));
    }

    @Test
    void eventsToldUnderAnOldIdHappenToWhoItBecame() {
        two.merge(tg, web);
        var seen = new Happening("WEBINAR_ATTENDED", NOW, Map.of(), "w");

        assertThat(arrivals.take(List.of(new Arrival(new Known(web), seen, Weight.NOTED)), NOW))
                .containsExactly(Fate.ACCEPTED);
        assertThat(arrivals.take(List.of(new Arrival(new Known(web), seen, Weight.NOTED)), NOW))
                .containsExactly(Fate.DUPLICATE);
        assertThat(types(tg)).contains("WEBINAR_ATTENDED");
    }

    private Client client(long id) {
        return two.clients.find(id).orElseThrow();
    }

    private void set(long id, String what) {
        two.jdbc.sql("update client set " + what + " where id = " + id).update();
    }

    private List<String> types(long id) {
        return two.events.latest(id, 100).stream().map(Event::type).toList();
    }

    private List<Long> active(long id) {
        return two.jdbc
                .sql("select id from sequence_enrolment where client_id = ? and ended_at is null")
                .param(id)
                .query(Long.class)
                .list();
    }

    private String state(long touch) {
        return two.jdbc
                .sql("select state || ' ' || coalesce(reason, 'null') from touch where id = ?")
                .param(touch)
                .query(String.class)
                .single();
    }

    private String keyOf(long touch) {
        return two.jdbc
                .sql("select touch_key from touch where id = ?")
                .param(touch)
                .query(String.class)
                .single();
    }
}
