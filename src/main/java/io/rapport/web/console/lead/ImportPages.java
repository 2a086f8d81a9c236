package io.rapport.web.console.lead;

import io.rapport.client.campaign.Campaigns;
import io.rapport.client.lead.LeadField;
import io.rapport.client.lead.intake.BrokenRows;
import io.rapport.client.lead.intake.LeadImport;
import io.rapport.client.lead.intake.LeadImports;
import io.rapport.client.lead.intake.LeadWork;
import io.rapport.web.lead.ImportDesk;
import io.rapport.web.lead.Mistake;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
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

/** Lists of leads: brought, looked at, taken in, and what was wrong with them. */
@Controller
class ImportPages {

    private static final int LATEST = 20;
    private static final int BROKEN = 100;
    private static final String SECONDS = "2";
    private static final String LIST = "redirect:/console/imports";

    private final LeadImports imports;
    private final BrokenRows broken;
    private final LeadWork work;
    private final Campaigns campaigns;
    private final ImportDesk desk;
    private final Clock clock;

    ImportPages(
            LeadImports imports, BrokenRows broken, LeadWork work, Campaigns campaigns, ImportDesk desk, Clock clock) {
        this.imports = imports;
        this.broken = broken;
        this.work = work;
        this.campaigns = campaigns;
        this.desk = desk;
        this.clock = clock;
    }

    @GetMapping("/console/imports")
    String list(Model model) {
        model.addAttribute("imports", imports.latest(LATEST));
        return "console/imports";
    }

    @PostMapping("/console/imports")
    String upload(@RequestParam("file") MultipartFile file, Locale locale, Principal who, RedirectAttributes then)
            throws IOException {
        try (var body = file.getInputStream()) {
            return LIST + "/"
                    + desk.upload(file.getOriginalFilename(), body, who.getName())
                            .id();
        } catch (Mistake e) {
            then.addFlashAttribute("mistake", e.in(locale.getLanguage()));
            return LIST;
        }
    }

    @GetMapping("/console/imports/{id}")
    String one(@PathVariable long id, Model model, HttpServletResponse response) {
        LeadImport what = known(id);
        model.addAttribute("i", what);
        if (what.state() == LeadImport.State.NEW) {
            var rows = imports.sample(id);
            model.addAttribute("rows", rows)
                    .addAttribute("readings", work.preview(what, rows, clock.instant()))
                    .addAttribute("fields", LeadField.values())
                    .addAttribute(
                            "campaigns",
                            campaigns.all().stream()
                                    .filter(campaign -> !campaign.isArchived())
                                    .toList());
            return "console/import-columns";
        }
        if (what.isUnderway()) {
            response.setHeader("Refresh", SECONDS);
        }
        model.addAttribute("broken", broken.of(id, 0, BROKEN));
        return "console/import";
    }

    @PostMapping("/console/imports/{id}/columns")
    String columns(
            @PathVariable long id,
            @RequestParam("column") List<String> columns,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "look") String then,
            Locale locale,
            Principal who,
            RedirectAttributes flash) {
        known(id);
        try {
            desk.map(id, columns.stream().map(ImportPages::field).toList(), source);
            if (then.equals("start") && desk.start(id, who.getName())) {
                flash.addFlashAttribute("done", "done.import-started");
            }
        } catch (Mistake e) {
            flash.addFlashAttribute("mistake", e.in(locale.getLanguage()))
                    .addFlashAttribute("given", columns)
                    .addFlashAttribute("givenSource", source);
        }
        return LIST + "/" + id;
    }

    @PostMapping("/console/imports/{id}/cancel")
    String cancel(@PathVariable long id, Principal who, RedirectAttributes then) {
        if (desk.cancel(id, who.getName())) {
            then.addFlashAttribute("done", "done.import-cancelled");
        }
        return LIST + "/" + id;
    }

    @GetMapping("/console/imports/{id}/errors.csv")
    void errors(@PathVariable long id, Locale locale, HttpServletResponse response) throws IOException {
        LeadImport what = known(id);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"errors-" + id + ".csv\"");
        broken.write(what, locale.getLanguage().equals("en"), response.getOutputStream());
    }

    private LeadImport known(long id) {
        return imports.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** A form that somebody has bent is no reason for an error page. */
    private static LeadField field(String name) {
        return Arrays.stream(LeadField.values())
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElse(LeadField.SKIP);
    }
}
