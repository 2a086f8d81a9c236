package io.rapport.web.console;

import io.rapport.engagement.Insiders;
import io.rapport.release.LiveRelease;
import io.rapport.release.ReleaseArms;
import io.rapport.ruleset.RulesetException;
import io.rapport.web.rules.Publishing;
import io.rapport.web.rules.SequenceList;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which rules decide right now, the files to take home and edit, and how what was edited goes live. */
@Controller
class RulesPage {

    private final RulesView rules;
    private final SequenceList sequences;
    private final Publishing publishing;
    private final LiveRelease live;
    private final ReleaseArms arms;

    RulesPage(
            ObjectProvider<RulesView> rules,
            JdbcClient jdbc,
            SequenceList sequences,
            Publishing publishing,
            LiveRelease live,
            ReleaseArms arms) {
        this.rules = rules.getIfAvailable(() -> new StoredRules(jdbc));
        this.sequences = sequences;
        this.publishing = publishing;
        this.live = live;
        this.arms = arms;
    }

    @GetMapping("/console/rules")
    String show(Model model) {
        model.addAttribute("rules", rules.live().orElse(null))
                .addAttribute("findings", arms.findings())
                .addAttribute("folder", live.source())
                .addAttribute("sequences", sequences.all());
        return "console/rules";
    }

    @PostMapping("/console/rules/publish")
    String publish(@RequestParam(defaultValue = "FINISH") String enrolments, Principal who, RedirectAttributes then) {
        var wish = enrolments.equals("MOVE") ? Publishing.Enrolments.MOVE : Publishing.Enrolments.FINISH;
        try {
            var published = publishing.publish(wish, who.getName());
            Insiders.Moved moved = published.moved();
            String done = published.isNew() ? "done.published" : "done.published-already";
            then.addFlashAttribute("done", moved == null ? done : done + "-moved")
                    .addFlashAttribute(
                            "doneNumbers",
                            moved == null
                                    ? new Object[] {published.release().id()}
                                    : new Object[] {published.release().id(), moved.moved(), moved.ending()});
        } catch (RulesetException e) {
            then.addFlashAttribute("errors", e.errors());
        }
        return "redirect:/console/rules";
    }

    @GetMapping("/console/rules/file")
    ResponseEntity<byte[]> file(@RequestParam String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return rules.file(path)
                .map(bytes -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename(name, StandardCharsets.UTF_8)
                                        .build()
                                        .toString())
                        .body(bytes))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
