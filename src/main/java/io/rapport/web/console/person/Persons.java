package io.rapport.web.console.person;

import io.rapport.client.merge.Likeness;
import io.rapport.client.merge.Likenesses;
import io.rapport.client.merge.Merge;
import io.rapport.client.merge.Merges;
import io.rapport.client.person.Contact;
import io.rapport.client.person.ContactBook;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a client's page tells of who this person is. */
@Component
public class Persons {

    private final Merges merges;
    private final Likenesses likenesses;
    private final ContactBook contacts;
    private final Clock clock;

    Persons(Merges merges, Likenesses likenesses, ContactBook contacts, Clock clock) {
        this.merges = merges;
        this.likenesses = likenesses;
        this.contacts = contacts;
        this.clock = clock;
    }

    /**
     * @param merges those that count today, the latest first
     * @param undoable the only one that can be undone now, if its time is not over
     */
    public record Person(List<Merge> merges, @Nullable Merge undoable, List<Long> mayBe, List<Contact> contacts) {

        /** Whether somebody vouches for this phone or e-mail. */
        public boolean isVerified(@Nullable String contact) {
            return contacts.stream()
                    .anyMatch(one -> one.isVerified() && one.value().equals(contact));
        }
    }

    public Person of(long client) {
        Instant now = clock.instant();
        List<Merge> living =
                merges.of(client).stream().filter(merge -> !merge.isUndone()).toList();
        Optional<Merge> undoable = living.stream().findFirst().filter(merge -> now.isBefore(merge.undoUntil()));
        return new Person(
                living,
                undoable.orElse(null),
                likenesses.of(client).stream()
                        .map((Likeness like) -> like.one() == client ? like.other() : like.one())
                        .toList(),
                contacts.of(client));
    }
}
