package io.rapport.web.console;

import io.rapport.client.Harmless;
import io.rapport.insight.ClientFilter;
import io.rapport.insight.ClientRow;
import io.rapport.insight.ClientViews;
import io.rapport.insight.Cursor;
import io.rapport.insight.Page;
import io.rapport.insight.SetAsideView;
import io.rapport.insight.TodayView;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people look at. */
@Controller
class ConsolePages {

    private static final int CLIENTS = 30;
    private static final int SET_ASIDE = 100;

    private final TodayView today;
    private final ClientViews clientViews;
    private final SetAsideView setAside;
    private final HouseTime time;
    private final Clock clock;

    ConsolePages(TodayView today, ClientViews clientViews, SetAsideView setAside, HouseTime time, Clock clock) {
        this.today = today;
        this.clientViews = clientViews;
        this.setAside = setAside;
        this.time = time;
        this.clock = clock;
    }

    @GetMapping("/console")
    String today(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "") String after,
            Model model,
            HttpServletRequest request) {
        Instant now = clock.instant();
        ClientFilter filter = ClientFilter.ALL
                .withText(Harmless.text(q.length() > 200 ? q.substring(0, 200) : q))
                .onlyWaiting(show.equals("waiting"))
                .ownedBy(show.equals("people") ? "HUMAN" : null);
        Page<ClientRow> page = clientViews.list(filter, Cursor.at(after), CLIENTS);
        model.addAttribute("now", now)
                .addAttribute("today", today.since(time.midnight(now), now))
                .addAttribute("page", page)
                .addAttribute("q", q)
                .addAttribute("show", show)
                .addAttribute("mayExport", request.isUserInRole("ADMIN"))
                .addAttribute("filtered", !q.isBlank() || !show.isEmpty() || !after.isEmpty());
        return "console/today";
    }

    @GetMapping("/console/inbox-errors")
    String inboxErrors(Model model) {
        model.addAttribute("messages", setAside.latest(SET_ASIDE));
        return "console/inbox-errors";
    }
}
