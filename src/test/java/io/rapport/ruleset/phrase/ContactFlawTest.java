package io.rapport.ruleset.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactFlawTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    LANDLINE      | мой номер +7 495 123-45-67
                    LANDLINE      | 8 (812) 700-00-01
                    LANDLINE      | 8-800-555-35-35
                    PHONE         | 8 912 345
                    PHONE         | +7 000 000 00 00
                    PHONE         | номер 123456789
                    EMAIL         | anna@
                    EMAIL         | anna @ mail
                    EMAIL         | anna@mail
                    EMAIL_LETTERS | аnna@mail.ru
                    EMAIL_LETTERS | anna@mаil.ru
                    EMAIL_LETTERS | почта анна@почта.рф
                    """)
    void isNamedWhenAContactWasAskedFor(ContactFlaw flaw, String message) {
        assertThat(ContactFlaw.in(message, true)).contains(flaw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8 912 345-67-89",
                "+375 29 123-45-67",
                "anna@mail.ru",
                "вот: Anna.K+1@mail.co.uk, звоните",
                "рабочий 8 495 123-45-67, сотовый 8 912 345-67-89",
                "@anna_k",
                "а зачем вам номер?",
                "у меня 2 ребёнка, 7 и 10 лет"
            })
    void isNotSeenInAGoodContactOrInNone(String message) {
        assertThat(ContactFlaw.in(message, true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"в 2026 году, группа 12345", "пишите @ мне", "8 912 345"})
    void isNotLookedForInDigitsNobodyAskedFor(String message) {
        assertThat(ContactFlaw.in(message, false)).isEmpty();
    }
}
