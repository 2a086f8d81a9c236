package io.rapport.client.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {

    @ParameterizedTest
    @CsvSource({
        "8 (916) 123-45-67, +79161234567",
        "9161234567, +79161234567",
        "79161234567, +79161234567",
        "375 29 123-45-67, +375291234567",
        "+1 202 555 0123, +12025550123",
        "+7 701 123 45 67, +77011234567"
    })
    void writesPhonesInOneWay(String told, String phone) throws Unfit {
        assertThat(Reach.phone(told)).isEqualTo(phone);
    }

    @ParameterizedTest
    @CsvSource({
        "+7 495 123-45-67, landline",
        "8 800 555-35-35, service number",
        "+7 916 12, no phone number",
        "'+79161234567, +79161234568', no phone number",
        "'7,91612E+10', digits were lost",
        "+7 916 123-45-67 доб. 5, extension",
        "телефон, no phone number"
    })
    void refusesWhatNoMessengerKnowsAndSaysWhy(String told, String why) {
        assertThatThrownBy(() -> Reach.phone(told)).isInstanceOf(Unfit.class).hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "аnna@example.com, character 1 is a Cyrillic",
        "anna@exаmple.com, character 8 is a Cyrillic",
        "anna@почта.рф, Latin letters only",
        "anna@example, no e-mail",
        "anna..b@example.com, no e-mail",
        "@example.com, no e-mail"
    })
    void namesTheLetterThatWouldSendAMailToNobody(String told, String why) {
        assertThatThrownBy(() -> Reach.email(told)).isInstanceOf(Unfit.class).hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "МСК, Europe/Moscow",
        "мск+2, Asia/Yekaterinburg",
        "UTC+7, Asia/Krasnoyarsk",
        "+03:00, Europe/Moscow",
        "Asia/Omsk, Asia/Omsk"
    })
    void knowsZonesAsPeopleWriteThem(String told, String zone) throws Unfit {
        assertThat(Places.zone(told)).isEqualTo(ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource({"UTC+1", "EST", "Луна", "+99"})
    void refusesZonesThatMayBeSeveral(String told) {
        assertThatThrownBy(() -> Places.zone(told)).isInstanceOf(Unfit.class);
    }
}
