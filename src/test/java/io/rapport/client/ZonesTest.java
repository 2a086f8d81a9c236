package io.rapport.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Zones.Source;
import io.rapport.testing.TestDatabase;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZonesTest {

    private static final ZoneId OMSK = ZoneId.of("Asia/Omsk");
    private static final ZoneId MINSK = ZoneId.of("Europe/Minsk");

    private TestDatabase database;
    private Clients clients;
    private Zones zones;
    private long anna;
    private int count;

    @BeforeAll
    void open() {
        database = TestDatabase.create();
        clients = new Clients(database.jdbc(), database.transaction(), new Events(database.jdbc()));
        zones = new Zones(database.jdbc());
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void meetAnna() {
        anna = clients.findOrCreate("telegram", "zone-" + count++, null, null, null, Instant.EPOCH)
                .id();
    }

    @Test
    void doesNotKnowTheZoneOfANewClient() {
        assertThat(clients.find(anna).orElseThrow()).returns("DEFAULT", Client::timezoneFrom);
    }

    @Test
    void believesTheBetterSourceWhicheverComesLast() {
        assertThat(zones.learn(anna, MINSK, Source.PHONE)).isTrue();
        assertThat(zones.learn(anna, OMSK, Source.CITY)).isTrue();
        assertThat(zones.learn(anna, MINSK, Source.PHONE)).isFalse();
        assertThat(zones.learn(anna, MINSK, Source.DEFAULT)).isFalse();
        is("Asia/Omsk", "CITY");

        assertThat(zones.learn(anna, MINSK, Source.TOLD)).isTrue();
        assertThat(zones.learn(anna, OMSK, Source.CITY)).isFalse();
        is("Europe/Minsk", "TOLD");
    }

    @Test
    void believesTheLaterOfTwoOfOneKind() {
        zones.learn(anna, OMSK, Source.CITY);
        zones.learn(anna, MINSK, Source.CITY);

        is("Europe/Minsk", "CITY");
    }

    @ParameterizedTest
    @CsvSource({
        "+73832123456, Asia/Novosibirsk",
        "+74951234567, Europe/Moscow",
        "+79161234567, Europe/Moscow",
        "+79031234567,",
        "+79131234567,",
        "+77011234567, Asia/Almaty",
        "+375291234567, Europe/Minsk",
        "+998901234567, Asia/Tashkent",
        "+4915112345678, Europe/Berlin",
        "+12125550100, America/New_York",
        "+15005550006,",
        "+19999999999,",
        "+,",
        "+79,"
    })
    void readsTheZoneOffANumberWhereItCanBeOneOnly(String phone, String zone) {
        assertThat(zones.ofPhone(phone).map(ZoneId::getId).orElse(null)).isEqualTo(zone);
    }

    private void is(String zone, String from) {
        assertThat(clients.find(anna).orElseThrow())
                .returns(zone, Client::timezone)
                .returns(from, Client::timezoneFrom);
    }
}
