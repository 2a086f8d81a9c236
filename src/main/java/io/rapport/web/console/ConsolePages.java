package io.rapport.web.console;

import io.rapport.client.Clients;
import io.rapport.client.Consents;
import io.rapport.client.Harmless;
import io.rapport.client.Identities;
import io.rapport.client.NoSuchClient;
import io.rapport.insight.ClientFilter;
import io.rapport.insight.ClientRow;
import io.rapport.insight.ClientViews;
import io.rapport.insight.Cursor;
import io.rapport.insight.DecisionViews;
import io.rapport.insight.Moment;
import io.rapport.insight.Page;
import io.rapport.insight.SetAsideView;
import io.rapport.insight.Timeline;
import io.rapport.insight.TodayView;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What people look at. */
@Controller
class ConsolePages {

    private static final int CLIENTS = 30;
    private static final int MOMENTS = 60;
    private static final int DECISIONS = 20;
    private static final int SET_ASIDE = 100;

    private final TodayView today;
    private final ClientViews clientViews;
    private final Timeline timeline;
    private final DecisionViews decisions;
    private final SetAsideView setAside;
    private final Clients clients;
    private final Identities identities;
    private final Consents consents;
    private final HouseTime time;
    private final Clock clock;

    ConsolePages(
            TodayView today,
            ClientViews clientViews,
            Timeline timeline,
            DecisionViews decisions,
            SetAsideView setAside,
            Clients clients,
            Identities identities,
            Consents consents,
            HouseTime time,
            Clock clock) {
        this.today = today;
        this.clientViews = clientViews;
        this.timeline = timeline;
        this.decisions = decisions;
        this.setAside = setAside;
        this.clients = clients;
        this.identities = identities;
        this.consents = consents;
        this.time = time;
        this.clock = clock;
    }

    @GetMapping("/console")
    String today(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        Instant now = clock.instant();
        ClientFilter filter = ClientFilter.ALL
                .withText(Harmless.text(q.length() > 200 ? q.substring(0, 200) : q))
                .onlyWaiting(show.equals("waiting"))
                .ownedBy(show.equals("people") ? "HUMAN" : null);
        Page<ClientRow> page = clientViews.list(filter, place(after), CLIENTS);
        model.addAttribute("now", now)
                .addAttribute("today", today.since(time.midnight(now), now))
                .addAttribute("page", page)
                .addAttribute("q", q)
                .addAttribute("show", show)
                .addAttribute("filtered", !q.isBlank() || !show.isEmpty() || !after.isEmpty());
        return "console/today";
    }

    @GetMapping("/console/clients/{id}")
    String client(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String before,
            @RequestParam(defaultValue = "") String decided,
            Model model) {
        ClientRow client = clientViews.find(id).orElseThrow(() -> new NoSuchClient(id));
        Page<Moment> moments = timeline.of(id, place(before), MOMENTS);
        // read as a conversation: the oldest of the page on top
        List<Moment> inOrder = new ArrayList<>(moments.items());
        Collections.reverse(inOrder);
        model.addAttribute("client", client)
                .addAttribute("identities", identities.of(id))
                .addAttribute("consents", consents.of(id))
                .addAttribute("moments", inOrder)
                .addAttribute("earlier", moments.next())
                .addAttribute("decisions", decisions.of(id, place(decided), DECISIONS))
                .addAttribute("before", before);
        return "console/client";
    }

    @GetMapping("/console/inbox-errors")
    String inboxErrors(Model model) {
        model.addAttribute("messages", setAside.latest(SET_ASIDE));
        return "console/inbox-errors";
    }

    private static Cursor place(String text) {
        return Cursor.parse(text).orElse(Cursor.START);
    }
}
