package io.rapport.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    7900      | RUB | ru | 7_900_₽ в месяц
                    7900      | RUB | en | ₽7,900 per month
                    7900.5    | USD | ru | 7_900,50_$ в месяц
                    7900.5    | USD | en | $7,900.50 per month
                    990       | RUB | ru | 990_₽ в месяц
                    1234567   | BYN | en | Br_1,234,567 per month
                    100000.00 | CHF | ru | 100_000_CHF в месяц
                    0         | RUB | ru | бесплатно
                    0.00      | RUB | en | free
                    """)
    void readAsPeopleWriteThem(BigDecimal price, String currency, String language, String expected) {
        assertThat(Prices.amountAndUnit(product("X", price, currency), language))
                .isEqualTo(expected.replace('_', '\u00a0'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    7900   | 10  | 7110
                    2990   | 15  | 2541
                    99.9   | 5   | 94.90
                    19.99  | 10  | 17.99
                    7900   | 0   | 7900
                    7900   | 100 | 0
                    0      | 10  | 0
                    """)
    void areReducedInWholeUnitsOrToTheCentAndNeverRoundedUp(BigDecimal price, int percentOff, BigDecimal left) {
        assertThat(Prices.reduced(product("X", price, "RUB"), percentOff)).isEqualByComparingTo(left);
        assertThat(Prices.at(product("X", price, "RUB"), percentOff).price()).isEqualByComparingTo(left);
    }

    @Test
    void standInAnswersInPlaceOfTheirCodes() {
        var prices = PriceList.of(
                List.of(product("A", new BigDecimal("7900"), "RUB"), product("B", BigDecimal.ZERO, "RUB")));

        assertThat(Prices.fill("Группа {price:A}, пробное {price: B}", prices, "ru"))
                .hasValue("Группа 7\u00a0900\u00a0₽, пробное бесплатно");
        assertThat(Prices.fill("{price:USD1} и $1", prices, "ru")).isEmpty();
        assertThat(Prices.fill("ничего", prices, "ru")).hasValue("ничего");
    }

    @Test
    void areEqualHoweverTheyAreWritten() {
        assertThat(product("A", new BigDecimal("7900.00"), "RUB"))
                .isEqualTo(product("A", new BigDecimal("7.9E+3"), "RUB"));
    }

    static Product product(String code, BigDecimal price, String currency) {
        @Nullable String none = null;
        return new Product(
                code,
                "Группа",
                none,
                none,
                none,
                price,
                currency,
                "в месяц",
                "per month",
                List.of(),
                List.of(),
                none,
                true,
                0);
    }
}
