package io.rapport.web.insight;

import io.rapport.insight.kpi.Period;
import io.rapport.insight.row.RowReports;
import io.rapport.insight.row.RowResult;
import io.rapport.release.LiveRelease;
import io.rapport.release.Release;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.web.InvalidField;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/rows")
@Tag(name = "Reports")
class RowsApi {

    private final RowReports rows;
    private final LiveRelease live;
    private final Asked asked;

    RowsApi(RowReports rows, LiveRelease live, Asked asked) {
        this.rows = rows;
        this.live = live;
        this.asked = asked;
    }

    /** @param release whose rows are listed even if they never fired */
    record Listing(LocalDate from, LocalDate to, int attributionDays, long release, List<RowResult> items) {}

    @GetMapping
    @Operation(
            summary = "What each row of the rules brought: how often it fired, its touches, replies, sales and revenue",
            description =
                    "All rows of the live rules, and those of earlier ones that fired in the period. A first purchase counts as a "
                            + "sale of the row whose touch was the last before it, at most attributionDays earlier. With table=, one table only.")
    Listing rows(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String table,
            @RequestParam(defaultValue = Asked.ATTRIBUTION_DAYS) String attributionDays) {
        Period period = asked.period(from, to);
        int days = asked.attributionDays(attributionDays);
        Release release = live.current();
        List<String> known = RowReports.tables(release.rules().tables()).stream()
                .map(RuleTable::id)
                .sorted()
                .toList();
        if (table != null && !known.contains(table)) {
            throw new InvalidField("table", "must be one of " + String.join(", ", known));
        }
        List<RowResult> items = rows.of(period, days, release.rules().tables()).stream()
                .filter(row -> table == null || row.table().equals(table))
                .toList();
        return new Listing(period.from(), period.to(), days, release.id(), items);
    }
}
