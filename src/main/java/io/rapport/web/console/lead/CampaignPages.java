package io.rapport.web.console.lead;

import io.rapport.client.campaign.Campaign;
import io.rapport.client.campaign.CampaignNumbers;
import io.rapport.client.campaign.Campaigns;
import io.rapport.client.campaign.CostSheet;
import io.rapport.client.campaign.Costs;
import io.rapport.content.ContentFilter;
import io.rapport.content.ContentLibrary;
import io.rapport.web.lead.CampaignDesk;
import io.rapport.web.lead.CampaignLinks;
import io.rapport.web.lead.CampaignWish;
import io.rapport.web.lead.ImportDesk;
import io.rapport.web.lead.Mistake;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Campaigns: made, changed, looked at, and what they cost. */
@Controller
class CampaignPages {

    private static final int STRAYS = 20;
    private static final int MATERIALS = 500;
    private static final String LIST = "redirect:/console/campaigns";

    private final Campaigns campaigns;
    private final CampaignNumbers numbers;
    private final Costs costs;
    private final ContentLibrary library;
    private final CampaignDesk desk;
    private final CampaignLinks links;

    CampaignPages(
            Campaigns campaigns,
            CampaignNumbers numbers,
            Costs costs,
            ContentLibrary library,
            CampaignDesk desk,
            CampaignLinks links) {
        this.campaigns = campaigns;
        this.numbers = numbers;
        this.costs = costs;
        this.library = library;
        this.desk = desk;
        this.links = links;
    }

    @GetMapping("/console/campaigns")
    String list(@RequestParam(defaultValue = "") String code, Model model, HttpServletRequest request) {
        Map<String, CampaignNumbers.Numbers> counted = numbers.all();
        model.addAttribute("campaigns", campaigns.all())
                .addAttribute("numbers", counted)
                .addAttribute("strays", numbers.strays(STRAYS))
                .addAttribute("newCode", code);
        form(model, request);
        return "console/campaigns";
    }

    @PostMapping("/console/campaigns")
    String make(@RequestParam Map<String, String> form, Locale locale, Principal who, RedirectAttributes then) {
        try {
            Campaign made = desk.make(wish(form), who.getName());
            then.addFlashAttribute("done", "done.campaign-made")
                    .addFlashAttribute("doneNumbers", new Object[] {made.name()});
            return LIST + "/" + made.code();
        } catch (Mistake e) {
            return again(LIST, form, e, locale, then);
        }
    }

    @GetMapping("/console/campaigns/{code}")
    String one(@PathVariable String code, Model model, HttpServletRequest request) {
        Campaign campaign = campaigns.find(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("campaign", campaign)
                .addAttribute("n", numbers.of(code))
                .addAttribute("links", links.of(code))
                .addAttribute("costs", costs.of(code))
                .addAttribute("currency", desk.currency());
        form(model, request);
        return "console/campaign";
    }

    @PostMapping("/console/campaigns/{code}")
    String change(
            @PathVariable String code,
            @RequestParam Map<String, String> form,
            Locale locale,
            Principal who,
            RedirectAttributes then) {
        try {
            desk.change(code, wish(form), null, who.getName());
            then.addFlashAttribute("done", "done.campaign-changed");
            return back(code);
        } catch (Mistake e) {
            return again(back(code), form, e, locale, then);
        }
    }

    @PostMapping("/console/campaigns/{code}/archive")
    String archive(@PathVariable String code, @RequestParam boolean archived, Principal who, RedirectAttributes then) {
        desk.archive(code, archived, who.getName());
        then.addFlashAttribute("done", archived ? "done.campaign-archived" : "done.campaign-restored");
        return back(code);
    }

    @PostMapping("/console/campaigns/{code}/costs")
    String cost(
            @PathVariable String code,
            @RequestParam Map<String, String> form,
            Locale locale,
            Principal who,
            RedirectAttributes then) {
        try {
            Costs.Noted noted = desk.note(
                    code,
                    form.getOrDefault("from", ""),
                    form.getOrDefault("to", ""),
                    form.getOrDefault("amount", ""),
                    form.getOrDefault("currency", ""),
                    who.getName());
            return noted(noted, back(code), then);
        } catch (Mistake e) {
            return again(back(code), form, e, locale, then);
        }
    }

    @PostMapping("/console/campaign-costs")
    String costs(@RequestParam("file") MultipartFile file, Locale locale, Principal who, RedirectAttributes then)
            throws IOException {
        try (var body = file.getInputStream()) {
            CostSheet.Report report = ImportDesk.onDisk(body, path -> desk.note(path, who.getName()));
            then.addFlashAttribute("faults", report.faults());
            return noted(report.noted(), LIST, then);
        } catch (Mistake e) {
            return again(LIST, Map.of(), e, locale, then);
        }
    }

    private static String noted(Costs.Noted noted, String page, RedirectAttributes then) {
        then.addFlashAttribute("done", "done.costs-noted")
                .addFlashAttribute("doneNumbers", new Object[] {noted.added(), noted.changed(), noted.unchanged()});
        return page;
    }

    private void form(Model model, HttpServletRequest request) {
        model.addAttribute(
                        "materials",
                        library.page(new ContentFilter(null, null, true, null), null, MATERIALS)
                                .items())
                .addAttribute(
                        "mayChange",
                        request.isUserInRole("ANALYST")
                                || request.isUserInRole("OPERATOR")
                                || request.isUserInRole("ADMIN"));
    }

    private static CampaignWish wish(Map<String, String> form) {
        Map<String, String> utm = new LinkedHashMap<>();
        form.forEach((name, value) -> {
            if (CampaignWish.UTM.contains(name)) {
                utm.put(name, value);
            }
        });
        return new CampaignWish(
                form.getOrDefault("code", ""),
                form.getOrDefault("name", ""),
                form.get("medium"),
                form.get("contentId"),
                utm);
    }

    /** Nobody has to type it all a second time. */
    private static String again(
            String page, Map<String, String> form, Mistake mistake, Locale locale, RedirectAttributes then) {
        then.addFlashAttribute("mistake", mistake.in(locale.getLanguage()))
                .addFlashAttribute("mistaken", mistake.field())
                .addFlashAttribute("given", form);
        return page;
    }

    private static String back(String code) {
        return LIST + "/" + code;
    }
}
