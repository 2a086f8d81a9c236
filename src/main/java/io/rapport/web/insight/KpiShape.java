package io.rapport.web.insight;

import io.rapport.insight.kpi.Figures;
import io.rapport.insight.kpi.Report;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report as callers read it. */
record KpiShape(
        LocalDate from,
        LocalDate to,
        @Nullable String by,
        int attributionDays,
        String zone,
        Part total,
        List<Part> items) {

    /** @param medianDays absent without a sale */
    record Cycle(@Nullable Double medianDays, @Nullable Double p90Days) {}

    record Money(
            String currency,
            BigDecimal revenue,
            long purchases,
            BigDecimal lifetime,
            long customers,
            @Nullable BigDecimal ltv) {}

    record Cost(
            String currency,
            BigDecimal amount,
            long leads,
            long sales,
            @Nullable BigDecimal perLead,
            @Nullable BigDecimal perSale) {}

    record Part(
            String key,
            long leads,
            long converted,
            @Nullable Double conversion,
            long sales,
            Cycle cycle,
            long delivered,
            long answered,
            @Nullable Double engagement,
            List<Money> money,
            List<Cost> costs) {

        static Part of(Figures f) {
            return new Part(
                    f.key(),
                    f.leads(),
                    f.converted(),
                    f.conversion(),
                    f.sales(),
                    new Cycle(f.cycleMedian(), f.cycleP90()),
                    f.delivered(),
                    f.answered(),
                    f.engagement(),
                    f.money().stream()
                            .map(m -> new Money(
                                    m.currency(), m.revenue(), m.purchases(), m.lifetime(), m.customers(), m.ltv()))
                            .toList(),
                    f.costs().stream()
                            .map(c ->
                                    new Cost(c.currency(), c.amount(), c.leads(), c.sales(), c.perLead(), c.perSale()))
                            .toList());
        }
    }

    static KpiShape of(Report report, String zone) {
        boolean isCut = report.by().isCut();
        return new KpiShape(
                report.period().from(),
                report.period().to(),
                isCut ? report.by().word() : null,
                report.attributionDays(),
                zone,
                Part.of(report.total()),
                isCut ? report.parts().stream().map(Part::of).toList() : List.of());
    }
}
