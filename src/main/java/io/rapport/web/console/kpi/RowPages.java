package io.rapport.web.console.kpi;

import io.rapport.insight.row.RowReports;
import io.rapport.insight.row.RowResult;
import io.rapport.release.LiveRelease;
import io.rapport.release.Release;
import io.rapport.web.console.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Which rows of the rules earn their keep, and which never have their say. */
@Controller
class RowPages {

    private static final int SHOWN = 100;

    /** Those of the default order come as they stand in the rules. */
    private static final Map<String, Comparator<RowResult>> SORTS = Map.of(
            "fired", Comparator.comparingLong(RowResult::fired).reversed(),
            "touches", Comparator.comparingLong(RowResult::touches).reversed(),
            "replied", Comparator.comparingLong(RowResult::replied).reversed(),
            "sales", Comparator.comparingLong(RowResult::sales).reversed(),
            "last", Comparator.comparing(RowResult::lastFired, Comparator.nullsLast(Comparator.reverseOrder())));

    private final RowReports rows;
    private final LiveRelease live;
    private final Clock clock;
    private final ZoneId zone;
    private final String currency;

    RowPages(
            RowReports rows,
            LiveRelease live,
            Clock clock,
            @Value("${rapport.zone:Europe/Moscow}") ZoneId zone,
            @Value("${rapport.currency:RUB}") String currency) {
        this.rows = rows;
        this.live = live;
        this.clock = clock;
        this.zone = zone;
        this.currency = currency;
    }

    @GetMapping("/console/kpis/rows")
    String rows(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String days,
            @RequestParam(defaultValue = "") String table,
            @RequestParam(defaultValue = "fired") String sort,
            @RequestParam(defaultValue = "") String show,
            @ModelAttribute(name = "words", binding = false) Words words,
            Model model) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        Picked picked = Picked.of(from, to, null, days, today);
        Release release = live.current();
        List<RowResult> all =
                rows.of(picked.period(), picked.days(), release.rules().tables());
        List<RowResult> ofTable = all.stream()
                .filter(row -> table.isEmpty() || row.table().equals(table))
                .toList();
        boolean idle = show.equals("idle");
        List<RowResult> found = ofTable.stream()
                .filter(row -> !idle || row.isIdle())
                .sorted(sort.equals("revenue") ? byRevenue() : SORTS.getOrDefault(sort, (one, other) -> 0))
                .toList();
        model.addAttribute("picked", picked)
                .addAttribute("presets", Picked.PRESETS)
                .addAttribute("today", today)
                .addAttribute("attributions", Picked.ATTRIBUTION_DAYS)
                .addAttribute("say", new Say(words))
                .addAttribute("currency", currency)
                .addAttribute("release", release.id())
                .addAttribute("tables", RowReports.tables(release.rules().tables()))
                .addAttribute("table", table)
                .addAttribute("sort", sort)
                .addAttribute("show", idle ? "idle" : "")
                .addAttribute("rows", found.stream().limit(SHOWN).toList())
                .addAttribute("cutOff", Math.max(0, found.size() - SHOWN))
                .addAttribute("live", ofTable.stream().filter(RowResult::isOn).count())
                .addAttribute("idle", ofTable.stream().filter(RowResult::isIdle).count())
                .addAttribute(
                        "touches",
                        ofTable.stream().mapToLong(RowResult::touches).sum())
                .addAttribute(
                        "sales", ofTable.stream().mapToLong(RowResult::sales).sum());
        return "console/kpi-rows";
    }

    private Comparator<RowResult> byRevenue() {
        return Comparator.comparing((RowResult row) -> row.revenueIn(currency)).reversed();
    }
}
