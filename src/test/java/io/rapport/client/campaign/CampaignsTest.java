package io.rapport.client.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.client.Clients;
import io.rapport.client.Events;
import io.rapport.client.sheet.row.SheetRefused;
import io.rapport.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-01");

    private final TestDatabase database = TestDatabase.create();
    private final Campaigns campaigns = new Campaigns(database.jdbc());
    private final Costs costs = new Costs(database.jdbc());
    private final CampaignNumbers numbers = new CampaignNumbers(database.jdbc());
    private final Clients clients = new Clients(database.jdbc(), database.transaction(), new Events(database.jdbc()));

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'Летний вебинар, ВК', letniy_vebinar_vk",
        "Щёлково — «Ёж & Жук», schelkovo_ezh_zhuk",
        "Über Café 2026, uber_cafe_2026",
        "'🎉', campaign",
        "'--_', campaign"
    })
    void makesACodeThatTelegramTakesOfAnyName(String name, String code) {
        assertThat(CampaignCode.of(name)).isEqualTo(code);
        assertThat(CampaignCode.isSound(CampaignCode.of(name.repeat(50)))).isTrue();
    }

    @Test
    void findsAnotherCodeWhereTheFirstIsTaken() {
        assertThat(campaigns.add(campaign("leto", Map.of()))).isTrue();
        assertThat(campaigns.add(campaign("leto", Map.of()))).isFalse();
        assertThat(campaigns.freeCode("Лето")).isEqualTo("leto_2");
    }

    @Test
    void knowsAVisitorWithoutACodeByTheValuesOfTheAdvert() {
        campaigns.add(campaign("vk", Map.of("utm_source", "vk")));
        campaigns.add(campaign("vk_summer", Map.of("utm_source", "vk", "utm_campaign", "summer")));
        campaigns.add(campaign("plain", Map.of()));

        assertThat(source("a", null, Map.of("utm_source", "VK", "utm_campaign", "Summer", "utm_term", "x")))
                .isEqualTo("vk_summer");
        assertThat(source("b", null, Map.of("utm_source", "vk", "utm_campaign", "other")))
                .isEqualTo("vk");
        assertThat(source("c", "landing", Map.of("utm_source", "vk"))).isEqualTo("landing");
        assertThat(source("d", null, Map.of("utm_source", "ya"))).isEqualTo("ya");
        assertThat(source("e", null, Map.of())).isNull();
        // the first visit wins
        assertThat(source("b", "landing", Map.of())).isEqualTo("vk");
        assertThat(database.jdbc()
                        .sql("select utm ->> 'utm_term' from client order by id limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("x");
    }

    @Test
    void spreadsAnAmountOverItsDaysWithoutLosingACent() {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            BigDecimal amount = BigDecimal.valueOf(random.nextInt(1_000_000), 2);
            var spread = DayCost.spread("x", DAY, DAY.plusDays(random.nextInt(40)), amount, "RUB");
            assertThat(spread.stream().map(DayCost::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(amount);
            assertThat(spread.get(0)
                            .amount()
                            .subtract(spread.get(spread.size() - 1).amount()))
                    .isBetween(BigDecimal.ZERO, new BigDecimal("0.01"));
        }
    }

    @Test
    void countsPeopleSalesAndCostsWithoutMixingCurrencies() {
        campaigns.add(campaign("leto", Map.of()));
        source("a", "leto", Map.of());
        source("b", "leto", Map.of());
        source("c", "stray", Map.of());
        database.jdbc()
                .sql(
                        "update client set phone = '+7916' || id where source = 'leto' and id = (select min(id) from client)")
                .update();
        database.jdbc().sql("""
                insert into purchase (client_id, product_code, provider, external_id, amount, currency, paid_at, refunded)
                select min(id), 'p', 'demo', n::text, 1000, case n when 1 then 'RUB' else 'EUR' end, now(), case n when 3 then 1000 else 0 end
                from client, generate_series(1, 3) n group by n
                """).update();
        costs.note(DayCost.spread("leto", DAY, DAY, new BigDecimal("500"), "RUB"), "petra");

        var n = numbers.of("leto");

        assertThat(n.leads()).isEqualTo(2);
        assertThat(n.contacts()).isEqualTo(1);
        assertThat(n.sales()).isEqualTo(2);
        assertThat(n.revenue()).extracting(CampaignNumbers.Sum::currency).containsExactly("EUR", "RUB");
        assertThat(n.costPerLead()).isEqualTo(new CampaignNumbers.Sum(new BigDecimal("250.00"), "RUB"));
        costs.note(DayCost.spread("leto", DAY.plusDays(1), DAY.plusDays(1), new BigDecimal("5"), "EUR"), "petra");
        assertThat(numbers.of("leto").costPerLead()).isNull();
        assertThat(numbers.strays(5)).containsExactly(new CampaignNumbers.Stray("stray", 1));
    }

    @Test
    void takesTheGoodRowsOfAReportAndTheSameReportOnlyOnce() throws Exception {
        campaigns.add(campaign("leto", Map.of()));
        Path file = Files.writeString(
                folder.resolve("costs.csv"),
                "Кампания;Дата;Расход\nleto;01.11.2026;1 500,50\nzima;2026-11-02;1\nleto;31.02.2026;-1\n");
        var sheet = new CostSheet(campaigns, costs);

        var report = sheet.take(file, "RUB", "petra");

        assertThat(report.noted()).isEqualTo(new Costs.Noted(1, 0, 0));
        assertThat(report.faults())
                .extracting(f -> f.row() + " " + f.column())
                .containsExactly("3 campaign", "4 day", "4 amount");
        assertThat(sheet.take(file, "RUB", "petra").noted()).isEqualTo(new Costs.Noted(0, 0, 1));
        assertThat(costs.of("leto")).containsExactly(new DayCost("leto", DAY, new BigDecimal("1500.50"), "RUB"));
        Path nothing = Files.writeString(folder.resolve("other.csv"), "a;b\n1;2\n");
        assertThatThrownBy(() -> sheet.take(nothing, "RUB", "petra")).isInstanceOf(SheetRefused.class);
    }

    private String source(String who, String code, Map<String, String> utm) {
        return clients.findOrCreate("webchat", who, null, "ru", code, utm, NOW).source();
    }

    private static Campaign campaign(String code, Map<String, String> utm) {
        return new Campaign(code, code, null, null, utm, NOW, "petra", null);
    }
}
