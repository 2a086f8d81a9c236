package io.rapport.client.lead.intake;

import io.rapport.client.lead.Lead;
import io.rapport.client.lead.intake.Intake.Told;
import io.rapport.client.person.Contact;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a file tells of people we know is compared with the contacts of all others, like what they tell themselves. */
final class ImportedContacts {

    private final JdbcClient jdbc;

    ImportedContacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(List<Told> told, Instant now) {
        List<Told> known = told.stream().filter(one -> !one.person().isNew).toList();
        for (Contact.Kind kind : Contact.Kind.values()) {
            Function<Lead, @Nullable String> value = kind == Contact.Kind.PHONE ? Lead::phone : Lead::email;
            List<Told> more = known.stream()
                    .filter(one -> value.apply(one.lead()) != null
                            && one.person().isSurely(one.lead())
                            && !one.person().contacts.contains(value.apply(one.lead())))
                    .toList();
            if (!more.isEmpty()) {
                jdbc.sql("""
                        insert into client_contact (client_id, kind, value, told_at)
                        select client, :kind, value, :now from unnest(:clients::bigint[], :values::text[]) as t (client, value)
                        on conflict (client_id, kind, value) do nothing
                        """)
                        .param("kind", kind.name())
                        .param("now", ImportRows.parameter(now))
                        .param(
                                "clients",
                                more.stream().map(one -> one.person().id).toArray(Long[]::new))
                        .param(
                                "values",
                                more.stream()
                                        .map(one -> value.apply(one.lead()))
                                        .toArray(String[]::new))
                        .update();
            }
        }
    }
}
