package io.rapport.web.insight;

import io.rapport.web.insight.KpiShape.Cost;
import io.rapport.web.insight.KpiShape.Money;
import io.rapport.web.insight.KpiShape.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One line for each part, and columns for each currency: whoever adds up a column never adds up two currencies. */
final class KpiCsv {

    private static final List<String> COLUMNS = List.of(
            "leads",
            "converted",
            "conversion",
            "sales",
            "cycle_median_days",
            "cycle_p90_days",
            "delivered",
            "answered",
            "engagement");
    private static final List<String> MONEY = List.of("revenue", "purchases", "lifetime", "customers", "ltv");
    private static final List<String> COST =
            List.of("cost", "cost_leads", "cost_sales", "cost_per_lead", "cost_per_sale");

    private KpiCsv() {}

    static String of(KpiShape report) {
        List<Part> parts = report.by() == null ? List.of(report.total()) : report.items();
        List<String> paid = currencies(
                parts, part -> part.money().stream().map(Money::currency).toList());
        List<String> spent = currencies(
                parts, part -> part.costs().stream().map(Cost::currency).toList());
        var csv = new CsvText();
        var header = new ArrayList<Object>();
        header.add(report.by() == null ? "all" : report.by());
        header.addAll(COLUMNS);
        paid.forEach(currency -> MONEY.forEach(column -> header.add(column + "_" + currency)));
        spent.forEach(currency -> COST.forEach(column -> header.add(column + "_" + currency)));
        csv.line(header);
        parts.forEach(part -> csv.line(line(part, paid, spent)));
        return csv.toString();
    }

    private static List<String> currencies(List<Part> parts, Function<Part, List<String>> of) {
        var currencies = new TreeSet<String>();
        parts.forEach(part -> currencies.addAll(of.apply(part)));
        return List.copyOf(currencies);
    }

    private static List<@Nullable Object> line(Part part, List<String> paid, List<String> spent) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(part.key());
        cells.add(part.leads());
        cells.add(part.converted());
        cells.add(part.conversion());
        cells.add(part.sales());
        cells.add(part.cycle().medianDays());
        cells.add(part.cycle().p90Days());
        cells.add(part.delivered());
        cells.add(part.answered());
        cells.add(part.engagement());
        for (String currency : paid) {
            Money money = part.money().stream()
                    .filter(m -> m.currency().equals(currency))
                    .findFirst()
                    .orElse(null);
            cells.add(money == null ? null : money.revenue());
            cells.add(money == null ? null : money.purchases());
            cells.add(money == null ? null : money.lifetime());
            cells.add(money == null ? null : money.customers());
            cells.add(money == null ? null : money.ltv());
        }
        for (String currency : spent) {
            Cost cost = part.costs().stream()
                    .filter(c -> c.currency().equals(currency))
                    .findFirst()
                    .orElse(null);
            cells.add(cost == null ? null : cost.amount());
            cells.add(cost == null ? null : cost.leads());
            cells.add(cost == null ? null : cost.sales());
            cells.add(cost == null ? null : cost.perLead());
            cells.add(cost == null ? null : cost.perSale());
        }
        return cells;
    }
}
