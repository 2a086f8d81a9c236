package io.rapport.web.api.lead;

import io.rapport.client.campaign.Campaign;
import io.rapport.client.campaign.CampaignNumbers;
import io.rapport.client.campaign.CampaignNumbers.Numbers;
import io.rapport.client.campaign.CampaignNumbers.Sum;
import io.rapport.client.campaign.Campaigns;
import io.rapport.web.lead.CampaignDesk;
import io.rapport.web.lead.CampaignLinks;
import io.rapport.web.lead.CampaignLinks.Links;
import io.rapport.web.lead.CampaignWish;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/campaigns")
@Tag(name = "Campaigns")
class CampaignsApi {

    private final Campaigns campaigns;
    private final CampaignNumbers numbers;
    private final CampaignDesk desk;
    private final CampaignLinks links;

    CampaignsApi(Campaigns campaigns, CampaignNumbers numbers, CampaignDesk desk, CampaignLinks links) {
        this.campaigns = campaigns;
        this.numbers = numbers;
        this.desk = desk;
        this.links = links;
    }

    /** @param code absent to have one made of the name */
    record Body(
            @Nullable String code,
            @Nullable String name,
            @Nullable String medium,
            @Nullable String contentId,
            @Nullable Map<String, String> utm,
            @Nullable Boolean archived) {

        CampaignWish wish() {
            return new CampaignWish(
                    code == null ? "" : code,
                    name == null ? "" : name,
                    medium,
                    contentId,
                    utm == null ? Map.of() : utm);
        }
    }

    record Shape(
            String code,
            String name,
            @Nullable String medium,
            @Nullable String contentId,
            Map<String, String> utm,
            Instant createdAt,
            @Nullable Instant archivedAt,
            Links links,
            long leads,
            long contacts,
            long sales,
            List<Sum> revenue,
            List<Sum> cost,
            @Nullable Sum costPerLead,
            @Nullable Sum costPerSale) {}

    record Listing(List<Shape> items) {}

    @GetMapping
    @Operation(summary = "Campaigns with their links, people, sales and costs")
    Listing list() {
        Map<String, Numbers> counted = numbers.all();
        return new Listing(campaigns.all().stream()
                .map(campaign -> shape(campaign, counted.get(campaign.code())))
                .toList());
    }

    @GetMapping("/{code}")
    @Operation(summary = "One campaign")
    Shape one(@PathVariable String code) {
        return shape(campaigns.find(code).orElseThrow(() -> LeadProblems.notFound("campaign")), numbers.of(code));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Makes a campaign; its code is made of the name unless given")
    Shape make(@RequestBody Body body, Principal caller) {
        return shape(desk.make(body.wish(), caller.getName()), null);
    }

    @PutMapping("/{code}")
    @Operation(summary = "Changes everything but the code; \"archived\" puts it away or brings it back")
    Shape change(@PathVariable String code, @RequestBody Body body, Principal caller) {
        return shape(
                desk.change(code, body.wish(), body.archived(), caller.getName())
                        .orElseThrow(() -> LeadProblems.notFound("campaign")),
                numbers.of(code));
    }

    private Shape shape(Campaign campaign, @Nullable Numbers counted) {
        Numbers n = counted == null ? new Numbers(0, 0, 0, List.of(), List.of()) : counted;
        return new Shape(
                campaign.code(),
                campaign.name(),
                campaign.medium(),
                campaign.contentId(),
                campaign.utm(),
                campaign.createdAt(),
                campaign.archivedAt(),
                links.of(campaign.code()),
                n.leads(),
                n.contacts(),
                n.sales(),
                n.revenue(),
                n.cost(),
                n.costPerLead(),
                n.costPerSale());
    }
}
