package io.rapport.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Client;
import io.rapport.client.Owner;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContactsTest {

    @Test
    void writesANumberSoThatItCanBeChecked() {
        assertThat(Contacts.of(client("+79035554433", "a@b.example"))).contains("+7\u00a0903\u00a0555-44-33");
        assertThat(Contacts.of(client("+447911123456", null))).contains("+447911123456");
    }

    @Test
    void namesTheMailWhereThereIsNoNumberAndNothingWhereThereIsNeither() {
        assertThat(Contacts.of(client(null, "a@b.example"))).contains("a@b.example");
        assertThat(Contacts.of(client(null, null))).isEmpty();
    }

    private static Client client(@Nullable String phone, @Nullable String email) {
        Instant now = Instant.parse("2026-11-22T09:00:00Z");
        return new Client(
                1,
                now,
                null,
                phone,
                email,
                "NEW",
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                "ru",
                "Europe/Moscow",
                "DEFAULT",
                null,
                Owner.BOT,
                null,
                null,
                null,
                null,
                null);
    }
}
