package io.rapport.web.console.kpi;

import io.rapport.insight.journey.Journeys;
import io.rapport.insight.kpi.Cut;
import io.rapport.insight.kpi.Figures;
import io.rapport.insight.kpi.Kpis;
import io.rapport.insight.kpi.Kpis.Kind;
import io.rapport.insight.kpi.Period;
import io.rapport.web.console.chart.Bars;
import io.rapport.web.console.chart.Columns;
import io.rapport.web.console.chart.Point;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The charts of a period. */
final class Board {

    private static final int COHORTS = 12;
    private static final int CAMPAIGNS = 8;

    private final Kpis kpis;
    private final Journeys journeys;
    private final Picked picked;
    private final String currency;
    private final Say say;

    Board(Kpis kpis, Journeys journeys, Picked picked, String currency, Say say) {
        this.kpis = kpis;
        this.journeys = journeys;
        this.picked = picked;
        this.currency = currency;
        this.say = say;
    }

    /** Conversion and LTV of the last twelve months of newcomers, however long or short the period is. */
    List<Columns> cohorts() {
        var months = new Period(
                picked.period().to().withDayOfMonth(1).minusMonths(COHORTS - 1L),
                picked.period().to());
        Map<String, Figures> found = byKey(kpis.parts(months, Cut.COHORT, EnumSet.of(Kind.LEADS, Kind.MONEY)));
        List<Figures> parts = Buckets.filled(found, Cut.MONTH, months);
        List<Point> conversion = points(
                parts,
                f -> percent(f.conversion()),
                f -> say.text(
                        "kpi.chart.conversion.point",
                        say.part(Cut.COHORT, f.key()),
                        say.share(f.conversion()),
                        f.converted(),
                        f.leads()),
                f -> f.leads() < Figures.ENOUGH);
        List<Point> ltv = points(
                parts,
                f -> number(f.in(currency).ltv()),
                f -> say.text(
                        "kpi.chart.ltv.point",
                        say.part(Cut.COHORT, f.key()),
                        say.money(f.in(currency).ltv(), currency),
                        f.in(currency).customers()),
                f -> f.in(currency).customers() < Figures.ENOUGH_SALES);
        return List.of(columns("conversion", conversion, v -> say.axis(v) + " %"), columns("ltv", ltv, say::axis));
    }

    List<Columns> overTime() {
        Cut bucket = picked.bucket();
        Map<String, Figures> found = byKey(kpis.parts(picked.period(), bucket, EnumSet.of(Kind.MONEY, Kind.REPLIES)));
        List<Figures> parts = Buckets.filled(found, bucket, picked.period());
        List<Point> revenue = points(
                parts,
                f -> number(f.in(currency).revenue()),
                f -> say.text(
                        "kpi.chart.revenue.point",
                        say.part(bucket, f.key()),
                        say.money(f.in(currency).revenue(), currency),
                        f.in(currency).purchases()),
                f -> false);
        List<Point> engagement = points(
                parts,
                f -> percent(f.engagement()),
                f -> say.text(
                        "kpi.chart.engagement.point",
                        say.part(bucket, f.key()),
                        say.share(f.engagement()),
                        f.answered(),
                        f.delivered()),
                f -> f.delivered() < Figures.ENOUGH);
        boolean isMoney = revenue.stream().anyMatch(p -> p.value() != null && p.value() != 0);
        return List.of(
                columns("revenue", isMoney ? revenue : List.of(), say::axis),
                Columns.line(
                        "engagement",
                        say.text("kpi.chart.engagement"),
                        say.text("kpi.chart.engagement.about"),
                        engagement,
                        v -> say.axis(v) + " %"));
    }

    Columns cycles() {
        List<Long> counts = journeys.cycles(picked.period());
        var points = new ArrayList<Point>();
        boolean isAny = counts.stream().anyMatch(count -> count > 0);
        for (int i = 0; i < counts.size() && isAny; i++) {
            int low = i == 0 ? 0 : Journeys.CYCLE_DAYS.get(i - 1);
            String label = i == counts.size() - 1
                    ? low + "+"
                    : i == 0 ? "<" + Journeys.CYCLE_DAYS.get(0) : low + "–" + Journeys.CYCLE_DAYS.get(i);
            points.add(new Point(
                    label,
                    counts.get(i).doubleValue(),
                    say.text("kpi.chart.cycle.point", label, counts.get(i)),
                    false));
        }
        return columns("cycle", points, say::axis);
    }

    Bars funnel() {
        Journeys.Funnel funnel = journeys.funnel(picked.period());
        var rows = new ArrayList<Bars.Row>();
        long before = 0;
        long all = funnel.stages().get(0).clients();
        for (Journeys.Reached reached : funnel.stages()) {
            long clients = reached.clients();
            String note = rows.isEmpty() || before == 0
                    ? ""
                    : say.text(
                            "kpi.chart.funnel.drop",
                            say.count(before - clients),
                            say.share((double) (before - clients) / before));
            rows.add(new Bars.Row(
                    new Point(
                            say.part(Cut.STAGE, reached.stage()),
                            (double) clients,
                            say.text(
                                    "kpi.chart.funnel.point",
                                    say.count(clients),
                                    say.share(all == 0 ? null : (double) clients / all)),
                            false),
                    note));
            before = clients;
        }
        String about = say.text("kpi.chart.funnel.about")
                + (funnel.lost() == 0 ? "" : " " + say.text("kpi.chart.funnel.lost", funnel.lost()));
        return Bars.of("funnel", say.text("kpi.chart.funnel"), about, rows);
    }

    /** What a lead cost, campaign by campaign, the dearest sale first. */
    Bars costs() {
        List<Bars.Row> rows = kpis.parts(picked.period(), Cut.SOURCE, EnumSet.of(Kind.COSTS)).stream()
                .filter(f -> f.costIn(currency) != null)
                .sorted((one, other) -> cost(other).compareTo(cost(one)))
                .limit(CAMPAIGNS)
                .map(f -> {
                    Figures.Cost cost = f.costIn(currency);
                    return new Bars.Row(
                            new Point(
                                    say.part(Cut.SOURCE, f.key()),
                                    cost.amount().doubleValue(),
                                    say.text("kpi.chart.costs.point", say.money(cost.amount(), currency)),
                                    cost.leads() < Figures.ENOUGH),
                            say.text(
                                    "kpi.chart.costs.note",
                                    say.money(cost.perLead(), currency),
                                    say.count(cost.leads()),
                                    say.money(cost.perSale(), currency),
                                    say.count(cost.sales())));
                })
                .toList();
        return Bars.of("costs", say.text("kpi.chart.costs"), say.text("kpi.chart.costs.about"), rows);
    }

    private BigDecimal cost(Figures figures) {
        Figures.Cost cost = figures.costIn(currency);
        return cost == null ? BigDecimal.ZERO : cost.amount();
    }

    private Columns columns(String name, List<Point> points, DoubleFunction<String> axis) {
        return Columns.of(name, say.text("kpi.chart." + name), say.text("kpi.chart." + name + ".about"), points, axis);
    }

    private List<Point> points(
            List<Figures> parts,
            Function<Figures, @Nullable Double> value,
            Function<Figures, String> words,
            Predicate<Figures> isWeak) {
        return parts.stream()
                .map(f -> new Point(Buckets.label(f.key(), say), value.apply(f), words.apply(f), isWeak.test(f)))
                .toList();
    }

    private static Map<String, Figures> byKey(List<Figures> parts) {
        return parts.stream().collect(Collectors.toMap(Figures::key, Function.identity()));
    }

    private static @Nullable Double percent(@Nullable Double share) {
        return share == null ? null : share * 100;
    }

    private static @Nullable Double number(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.doubleValue();
    }
}
