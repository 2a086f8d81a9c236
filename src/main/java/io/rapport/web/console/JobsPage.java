package io.rapport.web.console;

import io.rapport.engagement.job.Jobs;
import io.rapport.engagement.job.NoSuchJob;
import io.rapport.insight.TroubleView;
import io.rapport.web.security.Audit;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What runs by itself, and who cannot be decided about. */
@Controller
class JobsPage {

    private static final int TROUBLES = 50;

    private final Jobs jobs;
    private final TroubleView troubles;
    private final Audit audit;
    private final Clock clock;

    JobsPage(Jobs jobs, TroubleView troubles, Audit audit, Clock clock) {
        this.jobs = jobs;
        this.troubles = troubles;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/console/jobs")
    String jobs(Model model, HttpServletRequest request) {
        model.addAttribute("jobs", jobs.all())
                .addAttribute("troubles", troubles.latest(TROUBLES))
                .addAttribute("mayStart", request.isUserInRole("ADMIN"));
        return "console/jobs";
    }

    @PostMapping("/console/jobs/{name}/runs")
    String start(@PathVariable String name, Principal who, RedirectAttributes then) {
        try {
            boolean started = jobs.start(name, who.getName());
            if (started) {
                audit.record(clock.instant(), who.getName(), "STARTED_JOB", "job/" + name, Map.of());
            }
            then.addFlashAttribute("done", started ? "done.job-started" : "done.job-runs-already");
        } catch (NoSuchJob e) {
            then.addFlashAttribute("done", "done.no-such-job");
        }
        return "redirect:/console/jobs";
    }
}
