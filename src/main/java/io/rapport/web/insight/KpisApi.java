package io.rapport.web.insight;

import io.rapport.insight.kpi.Kpis;
import io.rapport.insight.kpi.Period;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Reports")
class KpisApi {

    private static final String CSV = "text/csv";

    private final Kpis kpis;
    private final Asked asked;
    private final ZoneId zone;

    KpisApi(Kpis kpis, Asked asked, @Value("${rapport.zone:Europe/Moscow}") ZoneId zone) {
        this.kpis = kpis;
        this.asked = asked;
        this.zone = zone;
    }

    @GetMapping(path = "/kpis", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary =
                    "Conversion, LTV, sales cycle and engagement rate with what they are made of, all together and in parts",
            description =
                    "from and to are days of the house's zone, both included; the last 30 days unless told otherwise. "
                            + "by is day, week, month, cohort, source, stage, arm, release, row or content; without it there is only the total. "
                            + "By release, row and content a purchase counts for the last touch before it, at most attributionDays earlier. "
                            + "Money is told by currency and never added across. As CSV with Accept: text/csv, or under /kpis.csv.")
    KpiShape kpis(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(defaultValue = Asked.ATTRIBUTION_DAYS) String attributionDays) {
        Period period = asked.period(from, to);
        return KpiShape.of(
                kpis.report(period, asked.cut(by, period), asked.attributionDays(attributionDays)), zone.getId());
    }

    @GetMapping(path = "/kpis", produces = CSV)
    @Operation(hidden = true)
    ResponseEntity<String> table(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(defaultValue = Asked.ATTRIBUTION_DAYS) String attributionDays) {
        return file(from, to, by, attributionDays);
    }

    @GetMapping("/kpis.csv")
    @Operation(summary = "The same as a table: one line for each part, columns of money for each currency")
    ResponseEntity<String> file(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(defaultValue = Asked.ATTRIBUTION_DAYS) String attributionDays) {
        KpiShape report = kpis(from, to, by, attributionDays);
        String name =
                "kpis-%s-%s-%s.csv".formatted(report.by() == null ? "all" : report.by(), report.from(), report.to());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(KpiCsv.of(report));
    }
}
