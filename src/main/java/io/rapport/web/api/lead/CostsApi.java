package io.rapport.web.api.lead;

import io.rapport.client.campaign.Campaigns;
import io.rapport.client.campaign.CostSheet;
import io.rapport.client.campaign.Costs;
import io.rapport.client.campaign.DayCost;
import io.rapport.web.lead.CampaignDesk;
import io.rapport.web.lead.ImportDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/campaigns")
@Tag(name = "Campaigns")
class CostsApi {

    private final Campaigns campaigns;
    private final Costs costs;
    private final CampaignDesk desk;

    CostsApi(Campaigns campaigns, Costs costs, CampaignDesk desk) {
        this.campaigns = campaigns;
        this.costs = costs;
        this.desk = desk;
    }

    /** @param amount a number or a text; spread evenly over the days from and to, both included */
    record Body(
            @Nullable String from,
            @Nullable String to,
            @Nullable String amount,
            @Nullable String currency) {}

    record Listing(List<DayCost> items) {}

    record Report(int added, int changed, int unchanged, List<Wrong> errors) {}

    record Wrong(int row, String column, String value, String message) {}

    @GetMapping("/{code}/costs")
    @Operation(summary = "What a campaign cost, day by day")
    Listing of(@PathVariable String code) {
        campaigns.find(code).orElseThrow(() -> LeadProblems.notFound("campaign"));
        return new Listing(costs.of(code));
    }

    @PostMapping("/{code}/costs")
    @Operation(summary = "Notes a cost for a day or a range; replaces what was noted for these days")
    Costs.Noted note(@PathVariable String code, @RequestBody Body body, Principal caller) {
        campaigns.find(code).orElseThrow(() -> LeadProblems.notFound("campaign"));
        return desk.note(
                code, text(body.from()), text(body.to()), text(body.amount()), text(body.currency()), caller.getName());
    }

    @PostMapping(
            path = "/costs/import",
            consumes = {"text/csv", "text/plain", "application/octet-stream"})
    @Operation(summary = "Costs as CSV: campaign;day;amount;currency. The same file again changes nothing")
    Report take(InputStream file, Principal caller) {
        CostSheet.Report report = ImportDesk.onDisk(file, path -> desk.note(path, caller.getName()));
        return new Report(
                report.noted().added(),
                report.noted().changed(),
                report.noted().unchanged(),
                report.faults().stream()
                        .map(fault -> new Wrong(fault.row(), fault.column(), fault.value(), fault.en()))
                        .toList());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
