package io.rapport.client.lead.intake;

import io.rapport.client.lead.Lead;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Somebody as known so far, while the rows of a part are taken in one after the other. */
final class Person {

    final boolean isNew;
    long id;

    @Nullable
    String name;

    @Nullable
    String phone;

    @Nullable
    String email;

    @Nullable
    String zone;

    @Nullable
    String zoneFrom;

    final @Nullable String source;
    final @Nullable String language;
    boolean isChanged;
    final Set<String> contacts = new HashSet<>();
    private final @Nullable Set<String> proven;

    private Person(
            boolean isNew, long id, @Nullable String source, @Nullable String language, @Nullable Set<String> proven) {
        this.isNew = isNew;
        this.id = id;
        this.source = source;
        this.language = language;
        this.proven = proven;
    }

    /** @param proven the contacts that are surely his; null if nobody writes as him, so that he cannot be somebody who pretends */
    static Person known(
            long id,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String zoneFrom,
            Set<String> contacts,
            @Nullable Set<String> proven) {
        Person person = new Person(false, id, null, null, proven);
        person.name = name;
        person.phone = phone;
        person.email = email;
        person.zoneFrom = zoneFrom;
        person.contacts.addAll(contacts);
        Stream.of(phone, email).filter(Objects::nonNull).forEach(person.contacts::add);
        return person;
    }

    static Person of(Lead lead) {
        Person person = new Person(true, 0, lead.source(), lead.language(), null);
        person.learn(lead);
        person.isChanged = false;
        return person;
    }

    /** Anybody can type another's number into a chat, and must not get that person's name and consents for it. */
    boolean isSurely(Lead lead) {
        return proven == null
                || Stream.of(lead.phone(), lead.email())
                        .filter(Objects::nonNull)
                        .anyMatch(proven::contains);
    }

    /**
     * What is known is never overwritten. Where somebody came from is known once he is there: he did not come by a file.
     *
     * @return whether anything was new
     */
    boolean learn(Lead lead) {
        boolean more = false;
        if (name == null && lead.name() != null) {
            name = lead.name();
            more = true;
        }
        if (phone == null && lead.phone() != null) {
            phone = lead.phone();
            more = true;
        }
        if (email == null && lead.email() != null) {
            email = lead.email();
            more = true;
        }
        if ((zoneFrom == null || zoneFrom.equals("DEFAULT")) && lead.zone() != null) {
            zone = lead.zone().getId();
            zoneFrom = lead.zoneFrom();
            more = true;
        }
        isChanged |= more;
        return more;
    }
}
