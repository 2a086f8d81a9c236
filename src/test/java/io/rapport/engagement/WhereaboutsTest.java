package io.rapport.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.release.Release;
import io.rapport.ruleset.Shipped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhereaboutsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            я из Новосибирска                                      | Asia/Novosibirsk
            Здравствуйте! Я сама из Омска, удобно вечером          | Asia/Omsk
            живу в Нижнем Новгороде                                | Europe/Moscow
            Мы живём в Екб, когда занятия?                         | Asia/Yekaterinburg
            живу и работаю в Казани                                | Europe/Moscow
            живу в Тбилиси, хочу переехать в Лондон                | Asia/Tbilisi
            родом из Читы, но живу сейчас на Бали                  | Asia/Makassar
            у нас в Хабаровске уже ночь                            | Asia/Vladivostok
            Пишу из Ростова-на-Дону                                | Europe/Moscow
            Я в Улан-Удэ                                           | Asia/Irkutsk
            переехали из Москвы в Ереван                           | Asia/Yerevan
            из Томска                                              | Asia/Tomsk
            можно в 19:00 по новосибирскому времени?               | Asia/Novosibirsk
            мы из города Пермь                                     | Asia/Yekaterinburg
            нахожусь во Владивостоке                               | Asia/Vladivostok
            I'm from New York                                      | America/New_York
            I live in Berlin now                                   | Europe/Berlin
            живу в Нью-Йорке                                       | America/New_York
            я из Санкт-Петербурга                                  | Europe/Moscow
            """)
    void knowsTheZoneOfWhoSaysWhereHeLives(String message, String zone) {
        assertThat(Whereabouts.city(message, live(), Shipped.NOW)).contains(ZoneId.of(zone));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "хочу в Лондон",
                "мы в Лондон летим летом",
                "еду в Берлин в командировку",
                "переезжаем в Дубай через месяц",
                "мечтаю жить в Париже",
                "раньше жил в Омске",
                "я не из Москвы",
                "у вас есть офис в Москве?",
                "сколько стоит?",
                "я из тех, кто учил в школе",
                "по московскому времени в семь",
                "живу в маленьком посёлке",
                "I want to live in London",
                ""
            })
    void guessesNothingFromWhereSomebodyIsGoingOrWas(String message) {
        assertThat(Whereabouts.city(message, live(), Shipped.NOW)).isEmpty();
    }

    @Test
    void knowsEveryZoneThatCitiesName() {
        assertThat(Shipped.rules().tables().table("cities").rows()).hasSizeGreaterThan(150);
        assertThat(ZoneId.getAvailableZoneIds())
                .containsAll(Set.copyOf(Shipped.rules().tables().table("cities").rows().stream()
                        .map(row -> row.text("zone"))
                        .toList()));
    }

    @Test
    void isNotHeldUpByAnEndlessMessage() {
        String message = "я и и и и и и сейчас теперь из ".repeat(20_000);
        long began = System.nanoTime();
        Whereabouts.city(message, live(), Shipped.NOW);
        assertThat(System.nanoTime() - began).isLessThan(1_000_000_000L);
    }

    private static Release live() {
        return new Release(1, "0123456789ab", "test", Instant.EPOCH, Shipped.rules());
    }
}
