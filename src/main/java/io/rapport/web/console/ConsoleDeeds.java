package io.rapport.web.console;

import io.rapport.channel.Inbox;
import io.rapport.web.ClientDesk;
import io.rapport.web.security.Audit;
import java.security.Principal;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people do in the console. Each deed ends on the page it came from, with a word on what became of it. */
@Controller
class ConsoleDeeds {

    private final ClientDesk desk;
    private final Inbox inbox;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ConsoleDeeds(ClientDesk desk, Inbox inbox, Audit audit, TransactionTemplate transaction, Clock clock) {
        this.desk = desk;
        this.inbox = inbox;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @PostMapping("/console/clients/{id}/owner")
    String owner(@PathVariable long id, @RequestParam String owner, Principal who, RedirectAttributes then) {
        boolean toHuman = owner.equals("HUMAN");
        if (toHuman) {
            desk.handToHuman(id, who.getName(), who.getName());
        } else {
            desk.returnToBot(id, who.getName(), who.getName());
        }
        return back(id, toHuman ? "done.handed-off" : "done.returned", then);
    }

    @PostMapping("/console/clients/{id}/opt-out")
    String optOut(@PathVariable long id, Principal who, RedirectAttributes then) {
        desk.optOut(id, who.getName());
        return back(id, "done.opted-out", then);
    }

    @PostMapping("/console/clients/{id}/opt-in")
    String optIn(@PathVariable long id, Principal who, RedirectAttributes then) {
        desk.optIn(id, who.getName());
        return back(id, "done.opted-in", then);
    }

    @PostMapping("/console/inbox-errors/{id}/retry")
    String retry(@PathVariable long id, Principal who, RedirectAttributes then) {
        boolean found = Boolean.TRUE.equals(transaction.execute(status -> {
            boolean again = inbox.retry(id, clock.instant());
            if (again) {
                audit.record(clock.instant(), who.getName(), "RETRIED_MESSAGE", "inbound/" + id, Map.of());
            }
            return again;
        }));
        then.addFlashAttribute("done", found ? "done.retried" : "done.nothing-to-retry");
        return "redirect:/console/inbox-errors";
    }

    private static String back(long id, String done, RedirectAttributes then) {
        then.addFlashAttribute("done", done);
        return "redirect:/console/clients/" + id;
    }
}
