package io.rapport.web.console.kpi;

import io.rapport.insight.journey.Journeys;
import io.rapport.insight.kpi.Cut;
import io.rapport.insight.kpi.Kpis;
import io.rapport.insight.kpi.Report;
import io.rapport.web.console.Words;
import io.rapport.web.console.chart.Columns;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** How the business is doing, to be looked at rather than read. */
@Controller
class KpiPages {

    /** More parts than this are for the file. */
    private static final int SHOWN = 200;

    private final Kpis kpis;
    private final Journeys journeys;
    private final Clock clock;
    private final ZoneId zone;
    private final String currency;

    KpiPages(
            Kpis kpis,
            Journeys journeys,
            Clock clock,
            @Value("${rapport.zone:Europe/Moscow}") ZoneId zone,
            @Value("${rapport.currency:RUB}") String currency) {
        this.kpis = kpis;
        this.journeys = journeys;
        this.clock = clock;
        this.zone = zone;
        this.currency = currency;
    }

    @GetMapping("/console/kpis")
    String kpis(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String days,
            @ModelAttribute(name = "words", binding = false) Words words,
            Model model) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        Picked picked = Picked.of(from, to, by, days, today);
        var say = new Say(words);
        Report report = kpis.report(picked.period(), picked.by(), picked.days());
        var board = new Board(kpis, journeys, picked, currency, say);
        List<Columns> charts = new ArrayList<>(List.of(board.cycles()));
        charts.addAll(board.cohorts());
        charts.addAll(board.overTime());
        var total = report.total();
        model.addAttribute("picked", picked)
                .addAttribute("presets", Picked.PRESETS)
                .addAttribute("today", today)
                .addAttribute("cuts", Cut.OFFERED)
                .addAttribute("attributions", Picked.ATTRIBUTION_DAYS)
                .addAttribute("say", say)
                .addAttribute("currency", currency)
                .addAttribute("tiles", Tile.of(total, kpis.total(picked.period().before()), currency, say))
                .addAttribute(
                        "isEmpty",
                        total.leads() + total.sales() + total.delivered() == 0
                                && total.money().isEmpty())
                .addAttribute("charts", charts)
                .addAttribute("funnel", board.funnel())
                .addAttribute("costs", board.costs())
                .addAttribute("parts", report.parts().stream().limit(SHOWN).toList())
                .addAttribute(
                        "others",
                        total.money().stream()
                                .filter(m -> !m.currency().equals(currency))
                                .toList())
                .addAttribute("cutOff", Math.max(0, report.parts().size() - SHOWN));
        return "console/kpis";
    }
}
