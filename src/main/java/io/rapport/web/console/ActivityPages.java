package io.rapport.web.console;

import io.rapport.engagement.Insiders;
import io.rapport.insight.DigestViews;
import io.rapport.insight.ExperimentView;
import io.rapport.insight.SilenceViews;
import io.rapport.insight.TouchViews;
import io.rapport.release.LiveRelease;
import io.rapport.web.rules.SequenceList;
import io.rapport.web.security.Audit;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the bot does of its own accord, for all clients together: what it said, why it was silent, and what came of it. */
@Controller
class ActivityPages {

    private static final List<Integer> PERIODS = List.of(1, 7, 30, 90);
    private static final int WEEKS = 12;

    private final TouchViews touches;
    private final SilenceViews silences;
    private final DigestViews digests;
    private final ExperimentView experiments;
    private final SequenceList sequences;
    private final Insiders insiders;
    private final LiveRelease live;
    private final Audit audit;
    private final Clock clock;

    ActivityPages(
            TouchViews touches,
            SilenceViews silences,
            DigestViews digests,
            ExperimentView experiments,
            SequenceList sequences,
            Insiders insiders,
            LiveRelease live,
            Audit audit,
            Clock clock) {
        this.touches = touches;
        this.silences = silences;
        this.digests = digests;
        this.experiments = experiments;
        this.sequences = sequences;
        this.insiders = insiders;
        this.live = live;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/console/activity")
    String touches(@RequestParam(defaultValue = "30") String days, Model model) {
        Instant now = clock.instant();
        Instant from = from(days, now, model);
        List<TouchViews.Count> counts = touches.between(from, now);
        model.addAttribute("touches", counts)
                .addAttribute(
                        "sent",
                        counts.stream().mapToLong(TouchViews.Count::sent).sum())
                .addAttribute(
                        "answered",
                        counts.stream().mapToLong(TouchViews.Count::answered).sum())
                .addAttribute(
                        "clicked",
                        counts.stream().mapToLong(TouchViews.Count::clicked).sum())
                .addAttribute(
                        "optedOut",
                        counts.stream().mapToLong(TouchViews.Count::optedOut).sum())
                .addAttribute("kept", touches.kept(from, now));
        return "console/touches";
    }

    @GetMapping("/console/activity/silences")
    String silences(@RequestParam(defaultValue = "30") String days, Model model) {
        Instant now = clock.instant();
        model.addAttribute("silences", silences.between(from(days, now, model), now));
        return "console/silences";
    }

    @GetMapping("/console/activity/experiments")
    String experiments(@RequestParam(defaultValue = "90") String days, Model model) {
        Instant now = clock.instant();
        Instant from = from(days, now, model);
        model.addAttribute("experiments", experiments.of(live.current().rules().arms(), from, now));
        return "console/experiments";
    }

    @GetMapping("/console/activity/weeks")
    String weeks(Model model) {
        model.addAttribute("weeks", digests.latest(WEEKS));
        return "console/weeks";
    }

    @GetMapping("/console/activity/sequences")
    String sequences(Model model) {
        model.addAttribute("sequences", sequences.all());
        return "console/sequences";
    }

    @PostMapping("/console/activity/sequences/{code}/move")
    String move(@PathVariable String code, Principal who, RedirectAttributes then) {
        if (sequences.has(code)) {
            Insiders.Moved moved = insiders.moveToLive(code);
            audit.record(
                    clock.instant(),
                    who.getName(),
                    "MOVED_SEQUENCE",
                    "sequence/" + code,
                    Map.of("moved", moved.moved()));
            then.addFlashAttribute("done", moved.moved() == 0 ? "done.nobody-to-move" : "done.moved")
                    .addFlashAttribute("doneNumbers", new Object[] {moved.moved(), moved.release(), moved.ending()});
        } else {
            then.addFlashAttribute("done", "done.no-such-sequence");
        }
        return "redirect:/console/activity/sequences";
    }

    /** An address typed by hand is no reason for an error page. */
    private static Instant from(String asked, Instant now, Model model) {
        int days = PERIODS.stream()
                .filter(period -> asked.equals(period.toString()))
                .findFirst()
                .orElse(30);
        model.addAttribute("days", days).addAttribute("periods", PERIODS);
        return now.minus(Duration.ofDays(days));
    }
}
