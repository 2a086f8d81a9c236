package io.rapport.client.lead.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.client.Clients;
import io.rapport.client.Consent;
import io.rapport.client.Consents;
import io.rapport.client.Events;
import io.rapport.client.Particulars;
import io.rapport.client.lead.LeadField;
import io.rapport.client.person.Contact;
import io.rapport.client.person.ContactBook;
import io.rapport.client.sheet.row.SheetRefused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeadImportsTest {

    private final Leads leads = new Leads();
    private final Events events = new Events(leads.database.jdbc());
    private final Clients clients = new Clients(leads.database.jdbc(), leads.database.transaction(), events);
    private final Consents consents =
            new Consents(leads.database.jdbc(), leads.database.transaction(), clients, events);

    @AfterEach
    void close() {
        leads.close();
    }

    @Test
    void guessesWhatColumnsAreByTheirHeadingsAndByWhatIsInThem() throws SheetRefused {
        assertThat(leads.upload("ФИО;Моб.;Кому писать;Город;Скидка;\nАнна;89161234567;anna@example.com;Омск;5;\n")
                        .mapping())
                .containsExactly(LeadField.NAME, LeadField.PHONE, LeadField.EMAIL, LeadField.CITY, LeadField.ATTRIBUTE);
        var bare = leads.upload("Анна;89161234567\nБорис;89161234568\n");
        assertThat(bare.hasHeader()).isFalse();
        assertThat(bare.columns()).containsExactly("A", "B");
        assertThat(bare.mapping()).containsExactly(LeadField.SKIP, LeadField.PHONE);
        assertThat(leads.run(bare).created()).isEqualTo(2);
    }

    @Test
    void knowsPeopleByPhoneAndEmailWithinTheFileAndInTheBase() throws SheetRefused {
        long anna = met("1", Particulars.NONE.withPhone("+79161234567"));
        var done = leads.take("""
                Имя;Телефон;Почта;Источник
                Анна;+7 916 123-45-67;Anna@Example.com;vk
                Анна Смирнова;;ANNA@example.com;
                Борис;+7 916 000-00-01;;vk
                Борис;8 916 000 00 01;boris@example.com;
                """);

        assertThat(done.created()).isEqualTo(1);
        assertThat(done.changed()).isEqualTo(2);
        assertThat(done.known()).isEqualTo(1);
        var known = clients.find(anna).orElseThrow();
        assertThat(known.email()).isEqualTo("anna@example.com");
        assertThat(known.name()).isEqualTo("Анна");
        // she came before the file did
        assertThat(known.source()).isNull();
        assertThat(leads.count("client where source = 'vk' and email = 'boris@example.com'"))
                .isEqualTo(1);
    }

    @Test
    void refusesARowThatNamesTwoPeople() throws SheetRefused {
        long anna = met("1", Particulars.NONE.withPhone("+79161234567"));
        long boris = met("2", Particulars.NONE.withEmail("boris@example.com"));

        var done = leads.take("Телефон;Почта\n89161234567;boris@example.com\n");

        assertThat(done.broken()).isEqualTo(1);
        assertThat(leads.reasons(done)).singleElement().asString().contains("№ " + anna, "№ " + boris);
    }

    @Test
    void tellsNothingOfAPersonToWhoeverHasOnlyTypedHisNumber() throws SheetRefused {
        long anybody = clients.findOrCreate("webchat", "7", null, "ru", null, Leads.NOW)
                .id();
        clients.wrote(anybody, Leads.NOW, Particulars.NONE.withPhone("+79161234567"));

        var done = leads.take("""
                Имя;Телефон;Почта;Версия согласия на рекламу;Дата согласия на рекламу;Источник согласия
                Анна;89161234567;anna@example.com;2;01.11.2026;сайт
                """);

        assertThat(done.known()).isEqualTo(1);
        assertThat(clients.find(anybody).orElseThrow().name()).isNull();
        assertThat(clients.find(anybody).orElseThrow().email()).isNull();
        assertThat(leads.count("consent")).isZero();
        assertThat(events.latest(anybody, 1).get(0).attributes())
                .containsEntry("name", "Анна")
                .containsEntry("otherEmail", "anna@example.com");
    }

    @Test
    void knowsPeopleByTheirOtherNumbersToo() throws SheetRefused {
        long anna = met("1", Particulars.NONE.withPhone("+79161234567"));
        new ContactBook(leads.database.jdbc())
                .note(anna, Contact.Kind.PHONE, "+79160000002", ContactBook.MESSENGER, Leads.NOW);

        leads.take("Телефон;Почта\n89160000002;anna@example.com\n");

        assertThat(leads.count("client")).isEqualTo(1);
        assertThat(clients.find(anna).orElseThrow().email()).isEqualTo("anna@example.com");
        assertThat(leads.count("client_contact where kind = 'EMAIL' and compared_at is null and client_id = " + anna))
                .isEqualTo(1);
    }

    @Test
    void looksSoonAtThoseWhomAChannelReachesAndAtNobodyElse() throws SheetRefused {
        long anna = met("1", Particulars.NONE.withPhone("+79161234567"));
        leads.take("Телефон;Комментарий\n89161234567;просила скидку\n89161234568;\n");

        assertThat(clients.find(anna).orElseThrow().dueAt()).isBetween(Leads.NOW, Leads.NOW.plus(Duration.ofHours(1)));
        assertThat(leads.count("client where due_at is null")).isEqualTo(1);
        assertThat(events.latest(anna, 1)).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("LEAD_IMPORTED");
            assertThat(event.attributes()).containsEntry("note", "просила скидку");
        });
        var at = clients.find(anna).orElseThrow().dueAt();
        leads.take("Телефон;Комментарий\n89161234567;просила скидку\n89161234568;\n");
        assertThat(leads.count("event where type = 'LEAD_IMPORTED'")).isEqualTo(2);
        assertThat(clients.find(anna).orElseThrow().dueAt()).isEqualTo(at);
    }

    @Test
    void takesAConsentOnlyWithItsProofAndNeverAfterItWasTakenBack() throws SheetRefused {
        long anna = met("1", Particulars.NONE.withPhone("+79161234567"));
        consents.give(anna, Consent.Purpose.ADVERTISING, null, "1", "chat", Leads.NOW.minus(Duration.ofDays(9)));
        consents.withdraw(anna, Consent.Purpose.ADVERTISING, null, "message", Leads.NOW.minus(Duration.ofDays(8)));
        String file = """
                Телефон;Версия согласия на рекламу;Дата согласия на рекламу;Источник согласия
                89161234567;2;01.11.2026;сайт
                89161234568;2;01.11.2026;сайт
                89161234569;2;01.11.2026;
                89161234570;2;01.12.2026;сайт
                89161234571;;;сайт
                """;

        var done = leads.take(file);

        assertThat(leads.reasons(done))
                .hasSize(2)
                .anyMatch(reason -> reason.startsWith("4 ") && reason.contains("версии текста, даты или источника"))
                .anyMatch(reason -> reason.startsWith("5 ") && reason.contains("в будущем"));
        assertThat(leads.count("consent where withdrawn_at is null")).isEqualTo(1);
        assertThat(leads.count("consent where client_id <> " + anna + " and source = 'сайт' and text_version = '2'"))
                .isEqualTo(1);
        assertThat(leads.count("event where type = 'GAVE_CONSENT'")).isEqualTo(2);
        leads.take(file);
        assertThat(leads.count("consent")).isEqualTo(2);
    }

    @Test
    void goesOnWhereANodeThatDiedHadComeAndNeverDoublesAPart() throws SheetRefused {
        var what = leads.upload(people(3_500));
        leads.imports.start(what.id());
        Leads.work(leads.work, Leads.NOW);
        Leads.work(leads.work, Leads.NOW);
        LeadWork other = leads.node();

        assertThat(Leads.work(other, Leads.NOW.plusSeconds(60))).isFalse();
        var later = Leads.NOW.plusSeconds(300);
        assertThat(Leads.work(other, later)).isTrue();
        // the first one comes to itself in the middle of a part
        Leads.work(leads.work, later);
        while (Leads.work(other, later)) {
            // to the end
        }

        var done = leads.imports.find(what.id()).orElseThrow();
        assertThat(done.state()).isEqualTo(LeadImport.State.DONE);
        assertThat(done.created()).isEqualTo(3_500);
        assertThat(done.known()).isZero();
        assertThat(leads.count("client")).isEqualTo(3_500);
    }

    @Test
    void stopsWhenToldAndKeepsWhoWasTakenIn() throws SheetRefused {
        var what = leads.upload(people(2_500));
        leads.imports.start(what.id());
        Leads.work(leads.work, Leads.NOW);

        assertThat(leads.imports.cancel(what.id(), Leads.NOW)).isTrue();

        Leads.work(leads.work, Leads.NOW);
        assertThat(Leads.work(leads.work, Leads.NOW)).isFalse();
        assertThat(leads.count("client")).isEqualTo(1_000);
        assertThat(leads.count("lead_import_piece")).isZero();
        assertThat(leads.imports.find(what.id()).orElseThrow().state()).isEqualTo(LeadImport.State.CANCELLED);
    }

    @Test
    void refusesAFileThatBreaksOffAsAWhole() throws SheetRefused {
        var done = leads.run(leads.upload(people(1_200) + "\"Анна;1\n"));

        assertThat(done.state()).isEqualTo(LeadImport.State.FAILED);
        assertThat(done.error()).contains("строка 1202", "кавычки");
        assertThat(leads.count("client")).isZero();
        assertThatThrownBy(() -> leads.upload("Имя;Телефон\n")).hasMessageContaining("nothing but");
    }

    @Test
    void wantsToKnowHowPeopleAreToldApart() throws SheetRefused {
        var what = leads.upload("Имя;Телефон\nАнна;89161234567\n");
        assertThatThrownBy(() -> leads.imports.map(what.id(), List.of(LeadField.NAME, LeadField.SKIP), null))
                .hasMessageContaining("phone or the e-mail");
        assertThatThrownBy(() -> leads.imports.map(what.id(), List.of(LeadField.PHONE, LeadField.PHONE), null))
                .hasMessageContaining("Телефон");
        assertThatThrownBy(() -> leads.imports.map(what.id(), List.of(LeadField.PHONE), null))
                .isInstanceOf(SheetRefused.class);
    }

    @Test
    void givesTheBrokenRowsBackToBeMended() throws SheetRefused, IOException {
        var done = leads.take("Имя;Телефон\n=Анна;8916\nБорис;89161234567\n");
        var out = new ByteArrayOutputStream();
        leads.broken.write(done, false, out);

        String file = out.toString(StandardCharsets.UTF_8);
        assertThat(file)
                .isEqualTo(
                        "\ufeffПричина;Строка;Имя;Телефон\r\nТелефон: не похоже на номер телефона;2;'=Анна;8916\r\n");
        var again = leads.take(file.replace("8916\r", "89160000000\r"));
        assertThat(again.created()).isEqualTo(1);
        assertThat(leads.count("client where name = '=Анна'")).isEqualTo(1);
    }

    private long met(String id, Particulars told) {
        long client = clients.findOrCreate("telegram", id, null, "ru", null, Leads.NOW)
                .id();
        clients.wrote(client, Leads.NOW, told);
        if (told.phone() != null) {
            new ContactBook(leads.database.jdbc())
                    .note(client, Contact.Kind.PHONE, told.phone(), ContactBook.MESSENGER, Leads.NOW);
        }
        return client;
    }

    private static String people(int count) {
        var csv = new StringBuilder("Имя;Телефон\n");
        for (int n = 0; n < count; n++) {
            csv.append("Анна;8916%07d\n".formatted(n));
        }
        return csv.toString();
    }
}
