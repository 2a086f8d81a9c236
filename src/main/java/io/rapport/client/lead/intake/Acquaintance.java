package io.rapport.client.lead.intake;

import io.rapport.client.lead.Fault;
import io.rapport.client.lead.Lead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds among people those whom a lead is, by phone and by e-mail. Who was known first is found first. */
final class Acquaintance {

    private final Map<String, List<Person>> byPhone = new HashMap<>();
    private final Map<String, List<Person>> byEmail = new HashMap<>();

    void add(Person person) {
        if (person.phone != null) {
            add(byPhone, person.phone, person);
        }
        if (person.email != null) {
            add(byEmail, person.email, person);
        }
        person.contacts.forEach(contact -> add(contact.startsWith("+") ? byPhone : byEmail, contact, person));
    }

    private static void add(Map<String, List<Person>> people, String key, Person person) {
        List<Person> same = people.computeIfAbsent(key, none -> new ArrayList<>(1));
        if (!same.contains(person)) {
            same.add(person);
        }
    }

    /** Whom the phone tells and whom the e-mail tells must be one person. */
    Optional<Fault> contradiction(Lead lead) {
        List<Person> phone = all(byPhone, lead.phone());
        List<Person> email = all(byEmail, lead.email());
        if (phone.isEmpty() || email.isEmpty() || phone.stream().anyMatch(email::contains)) {
            return Optional.empty();
        }
        String one = named(phone.get(0));
        String other = named(email.get(0));
        return Optional.of(new Fault(
                "",
                lead.phone() + ", " + lead.email(),
                "телефон у одного человека (%s), почта у другого (%s): оставьте что-то одно или объедините их"
                        .formatted(one, other),
                "the phone is one person's (%s), the e-mail another's (%s): leave one of them, or merge the two"
                        .formatted(one, other)));
    }

    Optional<Person> find(Lead lead) {
        List<Person> phone = all(byPhone, lead.phone());
        List<Person> email = all(byEmail, lead.email());
        return phone.stream()
                .filter(person -> email.isEmpty() || email.contains(person))
                .findFirst()
                .or(() -> phone.isEmpty() ? email.stream().findFirst() : Optional.empty());
    }

    private static List<Person> all(Map<String, List<Person>> people, @Nullable String key) {
        return key == null ? List.of() : people.getOrDefault(key, List.of());
    }

    private static String named(Person person) {
        return person.id > 0 ? "№ " + person.id : person.name == null ? "?" : person.name;
    }
}
