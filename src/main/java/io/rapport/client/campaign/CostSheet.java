package io.rapport.client.campaign;

import io.rapport.client.sheet.SheetFile;
import io.rapport.client.sheet.row.SheetRefused;
import io.rapport.client.sheet.row.SheetRow;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** A report of an advertising system as a file: campaign, day, amount, currency. Good rows are kept whatever the others are. */
@Component
public class CostSheet {

    private static final int MOST_ROWS = 20_000;

    private final Campaigns campaigns;
    private final Costs costs;

    public CostSheet(Campaigns campaigns, Costs costs) {
        this.campaigns = campaigns;
        this.costs = costs;
    }

    /** What is wrong with one row. */
    public record Fault(int row, String column, String value, String ru, String en) {}

    public record Report(Costs.Noted noted, List<Fault> faults) {}

    private enum Column {
        CAMPAIGN(Set.of("campaign", "кампания", "код", "source", "источник")),
        DAY(Set.of("day", "date", "день", "дата")),
        AMOUNT(Set.of("amount", "cost", "сумма", "расход", "стоимость", "затраты")),
        CURRENCY(Set.of("currency", "валюта"));

        private final Set<String> names;

        Column(Set<String> names) {
            this.names = names;
        }
    }

    /** @param currency for rows that name none */
    public Report take(Path file, String currency, String by) throws SheetRefused {
        Set<String> known = campaigns.all().stream().map(Campaign::code).collect(Collectors.toSet());
        Map<List<String>, DayCost> good = new HashMap<>();
        List<Fault> faults = new ArrayList<>();
        try (var rows = SheetFile.of(file).open()) {
            Map<Column, Integer> places = null;
            for (SheetRow row = rows.next(); row != null; row = rows.next()) {
                if (row.isBlank()) {
                    continue;
                }
                if (places == null) {
                    places = places(row);
                    continue;
                }
                if (good.size() + faults.size() >= MOST_ROWS) {
                    throw new SheetRefused("больше 20 000 строк", "more than 20,000 rows");
                }
                int before = faults.size();
                DayCost cost = new Line(row, places, currency, known, faults).cost();
                if (cost != null && faults.size() == before) {
                    good.put(List.of(cost.campaign(), cost.day().toString()), cost);
                }
            }
            if (places == null) {
                throw new SheetRefused("файл пуст", "the file is empty");
            }
        }
        return new Report(costs.note(List.copyOf(good.values()), by), faults);
    }

    private static Map<Column, Integer> places(SheetRow head) throws SheetRefused {
        Map<Column, Integer> places = new HashMap<>();
        for (int i = 0; i < head.cells().size(); i++) {
            String name = head.cell(i).toLowerCase(Locale.ROOT);
            for (Column column : Column.values()) {
                if (column.names.contains(name)) {
                    places.putIfAbsent(column, i);
                }
            }
        }
        if (!places.keySet().containsAll(Set.of(Column.CAMPAIGN, Column.DAY, Column.AMOUNT))) {
            throw new SheetRefused(
                    "в первой строке нужны названия столбцов: кампания, день, сумма и, если есть, валюта",
                    "the first row must name the columns: campaign, day, amount and perhaps currency");
        }
        return places;
    }

    private record Line(
            SheetRow row, Map<Column, Integer> places, String currency, Set<String> known, List<Fault> faults) {

        private static final BigDecimal MOST = new BigDecimal("999999999");

        @org.jspecify.annotations.Nullable
        DayCost cost() {
            String code = text(Column.CAMPAIGN);
            if (!known.contains(code)) {
                fault(Column.CAMPAIGN, "нет кампании с таким кодом", "there is no campaign of this code");
            }
            LocalDate day = Amounts.day(text(Column.DAY)).orElse(null);
            if (day == null) {
                fault(
                        Column.DAY,
                        "нужна дата вида 2026-12-31 или 31.12.2026",
                        "a date such as 2026-12-31 or 31.12.2026 is needed");
            }
            BigDecimal amount = Amounts.amount(text(Column.AMOUNT)).orElse(null);
            if (amount == null || amount.compareTo(MOST) > 0) {
                fault(
                        Column.AMOUNT,
                        "нужна сумма не меньше нуля, например 1500 или 1500,50",
                        "an amount of zero or more is needed, such as 1500 or 1500.50");
            }
            String said =
                    places.containsKey(Column.CURRENCY) ? text(Column.CURRENCY).toUpperCase(Locale.ROOT) : "";
            String in = said.isEmpty() ? currency : said;
            if (!Amounts.isCurrency(in)) {
                fault(
                        Column.CURRENCY,
                        "нужна валюта по ISO, например RUB",
                        "a currency by its ISO code is needed, such as RUB");
            }
            return day == null || amount == null ? null : new DayCost(code, day, amount, in);
        }

        private String text(Column column) {
            return row.cell(places.get(column));
        }

        private void fault(Column column, String ru, String en) {
            faults.add(new Fault(row.number(), column.name().toLowerCase(Locale.ROOT), text(column), ru, en));
        }
    }
}
