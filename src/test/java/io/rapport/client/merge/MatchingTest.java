package io.rapport.client.merge;

import static io.rapport.client.merge.Two.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Particulars;
import io.rapport.client.person.Contact;
import io.rapport.client.person.ContactBook;
import io.rapport.testing.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who becomes one client by himself, who is shown to a person, and who neither. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatchingTest {

    private static final AtomicInteger COUNT = new AtomicInteger(100);

    private TestDatabase database;
    private Two two;
    private ContactBook contacts;
    private Likenesses likenesses;
    private Matching matching;
    private String phone;
    private long tg;
    private long web;

    @BeforeAll
    void open() {
        database = TestDatabase.create();
        two = new Two(database);
        contacts = new ContactBook(two.jdbc);
        likenesses = new Likenesses(two.jdbc);
        matching = new Matching(two.jdbc, contacts, two.merges, two.merging, likenesses);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void twoCome() {
        int n = COUNT.incrementAndGet();
        phone = "+79160000" + n;
        tg = two.client("telegram", "m" + n, NOW.minusSeconds(60));
        web = two.client("webchat", "m" + n, NOW.minusSeconds(90));
    }

    @Test
    void theSameVerifiedPhoneMakesOneOfTwo() {
        shared(tg);
        confirmed(web);
        look();

        assertThat(two.clients.find(tg)).isEmpty();
        assertThat(two.merges.of(web)).singleElement().satisfies(merge -> {
            assertThat(merge.merged()).isEqualTo(tg);
            assertThat(merge.evidence()).isEqualTo("PHONE");
        });
        assertThat(contacts.of(web)).singleElement().matches(Contact::isVerified);
    }

    @Test
    void whoeverTypesAnothersNumberIsOnlyShownToAPerson() {
        shared(tg);
        typed(web);
        look();

        assertThat(two.clients.find(web)).isPresent();
        assertThat(likenesses.of(tg)).containsExactly(new Likeness(tg, web, "PHONE", NOW));
    }

    @Test
    void whoeverTypesItFirstDoesNotGetTheHistoryOfWhoProvesIt() {
        typed(web);
        look();
        shared(tg);
        look();

        assertThat(two.clients.find(web)).isPresent();
        assertThat(two.clients.find(tg)).isPresent();
        assertThat(likenesses.of(web)).hasSize(1);
    }

    @Test
    void aLeadTheSchoolBroughtInBecomesWhoProvesToHaveItsNumber() {
        long lead = two.jdbc
                .sql("insert into client (created_at, name, phone) values (?, 'Анна', ?) returning id")
                .params(Two.utc(NOW.minusSeconds(900)), phone)
                .query(Long.class)
                .single();
        shared(tg);
        look();

        assertThat(two.clients.find("telegram", "m" + COUNT.get()).orElseThrow().id())
                .isEqualTo(lead);
        assertThat(two.clients.find(lead).orElseThrow().name()).isEqualTo("Анна");
    }

    @Test
    void aNumberOnTwoAccountsOfOneMessengerMayHaveANewOwner() {
        long second = two.client("telegram", "second" + COUNT.get(), NOW);
        shared(tg);
        shared(second);
        look();

        assertThat(two.clients.find(tg)).isPresent();
        assertThat(two.clients.find(second)).isPresent();
        assertThat(likenesses.of(tg)).hasSize(1);
    }

    @Test
    void whoSharesNoNumberIsLikeNobody() {
        phone = "+";
        shared(tg);
        shared(web);
        look();

        assertThat(two.clients.find(tg)).isPresent();
        assertThat(contacts.of(tg)).isEmpty();
    }

    @Test
    void anAddressThatManyShareMakesNobodyOne() {
        for (int i = 0; i < 6; i++) {
            long one = two.client("channel-" + i, "m" + COUNT.get(), NOW);
            contacts.note(one, Contact.Kind.EMAIL, phone + "@firm.example", "PAYMENT", NOW);
        }
        look();

        assertThat(two.jdbc
                        .sql(
                                "select count(*) from client where id in (select client_id from client_contact where value = ?)")
                        .param(phone + "@firm.example")
                        .query(Integer.class)
                        .single())
                .isEqualTo(6);
    }

    @Test
    void whatAPersonHasPartedStaysTwo() {
        shared(tg);
        confirmed(web);
        look();
        two.undo(web, NOW);
        two.jdbc
                .sql("update client_contact set compared_at = null where value = ?")
                .param(phone)
                .update();
        look();

        assertThat(two.clients.find(tg)).isPresent();
        assertThat(likenesses.of(tg)).isEmpty();
    }

    @Test
    void whatAPersonHasDismissedDoesNotComeBack() {
        shared(tg);
        typed(web);
        look();
        assertThat(likenesses.dismiss(web, tg, "olga", NOW)).isTrue();
        assertThat(likenesses.dismiss(web, tg, "olga", NOW)).isFalse();
        two.jdbc
                .sql("update client_contact set compared_at = null where value = ?")
                .param(phone)
                .update();
        look();

        assertThat(likenesses.of(web)).isEmpty();
    }

    @Test
    void whoeverIsLikeOneOfTwoIsLikeWhatTheyBecome() {
        long third = two.client("vk", "m" + COUNT.get(), NOW);
        shared(tg);
        typed(third);
        look();
        likenesses.dismiss(tg, third, "olga", NOW);
        confirmed(web);
        look();

        assertThat(two.merges.of(web)).hasSize(1);
        assertThat(likenesses.of(third))
                .as("dismissed for what it was, and for what it became")
                .isEmpty();
    }

    private void shared(long client) {
        two.clients.wrote(client, NOW, Particulars.NONE.withPhone(phone).vouchedForBy(ContactBook.MESSENGER));
    }

    private void confirmed(long client) {
        contacts.note(client, Contact.Kind.PHONE, phone, "PAYMENT", NOW);
    }

    private void typed(long client) {
        two.clients.wrote(client, NOW, Particulars.NONE.withPhone(phone));
    }

    private void look() {
        while (matching.compareNext(NOW)) {
            // until nothing is left
        }
    }
}
