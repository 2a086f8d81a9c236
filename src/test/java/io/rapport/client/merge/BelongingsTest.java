package io.rapport.client.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

class BelongingsTest {

    /**
     * Merging moves every table that refers to a client. A new one has to be thought about once: may both have had a row that a client
     * has only one of? Then {@link Duplicates} must know what is to become of it; then add the table here.
     */
    @Test
    void everyTableThatHangsOnAClientHasBeenThoughtAbout() {
        try (var database = TestDatabase.create()) {
            assertThat(new Belongings(database.jdbc()).all())
                    .extracting(Belongings.Belonging::table)
                    .containsOnly(
                            "client_contact",
                            "client_merge",
                            "client_merge_via",
                            "client_tag",
                            "client_tag_history",
                            "consent",
                            "content_seen",
                            "decision",
                            "event",
                            "identity",
                            "inbound",
                            "link",
                            "payment_notice",
                            "payment_request",
                            "purchase",
                            "refund",
                            "sequence_enrolment",
                            "silence",
                            "touch");
            assertThat(database.jdbc().sql("""
                            select distinct table_name from information_schema.columns join information_schema.tables
                                using (table_schema, table_name)
                            where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'client_id'
                            """).query(String.class).list())
                    .as(
                            "whoever names a client refers to it, so that it moves along; what reports keep follows by triggers")
                    .allMatch(table -> table.startsWith("decision")
                            || List.of("review_trouble", "stage_reached", "touch_outcome")
                                    .contains(table)
                            || new Belongings(database.jdbc())
                                    .all().stream().anyMatch(one -> one.table().equals(table)));
        }
    }
}
