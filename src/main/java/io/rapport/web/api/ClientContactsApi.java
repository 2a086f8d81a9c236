package io.rapport.web.api;

import io.rapport.client.Clients;
import io.rapport.client.NoSuchClient;
import io.rapport.client.person.Contact;
import io.rapport.client.person.ContactBook;
import io.rapport.web.InvalidField;
import io.rapport.web.PersonDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Phones and e-mails of a client. Those that are verified show who is one person. */
@RestController
@RequestMapping("/api/v1/clients/{id}/contacts")
@Tag(name = "Clients")
class ClientContactsApi {

    private static final String PHONE = "\\+[1-9]\\d{7,14}";
    private static final String EMAIL = "[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\\.[a-z0-9-]+)+";
    private static final int LONGEST_EMAIL = 254;

    private final PersonDesk desk;
    private final ContactBook contacts;
    private final Clients clients;

    ClientContactsApi(PersonDesk desk, ContactBook contacts, Clients clients) {
        this.desk = desk;
        this.contacts = contacts;
        this.clients = clients;
    }

    /** @param verified whether the caller vouches that it is the client's own */
    record Told(
            @Nullable String phone,
            @Nullable String email,
            @Nullable Boolean verified) {}

    @GetMapping
    @Operation(summary = "Phones and e-mails a client named, with who vouches for them")
    List<Contact> all(@PathVariable long id) {
        known(id);
        return contacts.of(id);
    }

    @PutMapping
    @Operation(
            summary =
                    "Tell a phone (E.164) or e-mail; with \"verified\": true you vouch that it is the client's own, and whoever"
                            + " else has it verified becomes one client with this one")
    List<Contact> tell(@PathVariable long id, @RequestBody Told told, Principal caller) {
        known(id);
        if (told.phone() == null && told.email() == null) {
            throw new InvalidField("phone", "a phone or an e-mail must be told");
        }
        String phone = told.phone() == null ? null : told.phone().replaceAll("[\\s()-]", "");
        String email = told.email() == null ? null : told.email().strip().toLowerCase(Locale.ROOT);
        if (phone != null && !phone.matches(PHONE)) {
            throw new InvalidField("phone", "must be a number in E.164, such as +79161234567");
        }
        if (email != null && (email.length() > LONGEST_EMAIL || !email.matches(EMAIL))) {
            throw new InvalidField("email", "must be an e-mail address in Latin letters");
        }
        boolean verified = Boolean.TRUE.equals(told.verified());
        if (phone != null) {
            desk.tellContact(id, Contact.Kind.PHONE, phone, verified, caller.getName());
        }
        if (email != null) {
            desk.tellContact(id, Contact.Kind.EMAIL, email, verified, caller.getName());
        }
        return contacts.of(id);
    }

    private void known(long id) {
        clients.find(id).orElseThrow(() -> new NoSuchClient(id));
    }
}
