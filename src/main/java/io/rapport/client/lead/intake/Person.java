package io.rapport.client.lead.intake;

import io.rapport.client.lead.Lead;
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

    private Person(boolean isNew, long id, @Nullable String source, @Nullable String language) {
        this.isNew = isNew;
        this.id = id;
        this.source = source;
        this.language = language;
    }

    static Person known(
            long id, @Nullable String name, @Nullable String phone, @Nullable String email, @Nullable String zoneFrom) {
        Person person = new Person(false, id, null, null);
        person.name = name;
        person.phone = phone;
        person.email = email;
        person.zoneFrom = zoneFrom;
        return person;
    }

    static Person of(Lead lead) {
        Person person = new Person(true, 0, lead.source(), lead.language());
        person.learn(lead);
        person.isChanged = false;
        return person;
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
