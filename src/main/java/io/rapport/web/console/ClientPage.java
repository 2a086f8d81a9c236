package io.rapport.web.console;

import io.rapport.client.Consents;
import io.rapport.client.Identities;
import io.rapport.client.NoSuchClient;
import io.rapport.insight.ClientRow;
import io.rapport.insight.ClientViews;
import io.rapport.insight.Cursor;
import io.rapport.insight.DecisionViews;
import io.rapport.insight.Moment;
import io.rapport.insight.Page;
import io.rapport.insight.Timeline;
import io.rapport.web.console.payment.ClientMoney;
import io.rapport.web.console.person.Persons;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One client: the conversation, the reasons, and what is to come. */
@Controller
class ClientPage {

    private static final int MOMENTS = 60;
    private static final int DECISIONS = 20;

    /** What the bot notes of its own messages, which are shown themselves. */
    private static final Set<String> BOOKKEEPING = Set.of("REPLIED", "TOUCHED", "QUESTION_ASKED");

    private final ClientViews clientViews;
    private final Timeline timeline;
    private final DecisionViews decisions;
    private final Identities identities;
    private final Consents consents;
    private final Prospects prospects;
    private final ClientMoney money;
    private final Persons persons;

    ClientPage(
            ClientViews clientViews,
            Timeline timeline,
            DecisionViews decisions,
            Identities identities,
            Consents consents,
            Prospects prospects,
            ClientMoney money,
            Persons persons) {
        this.clientViews = clientViews;
        this.timeline = timeline;
        this.decisions = decisions;
        this.identities = identities;
        this.consents = consents;
        this.prospects = prospects;
        this.money = money;
        this.persons = persons;
    }

    @GetMapping("/console/clients/{id}")
    String client(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String before,
            @RequestParam(defaultValue = "") String decided,
            Model model,
            Locale locale) {
        ClientRow client = clientViews.find(id).orElseThrow(() -> new NoSuchClient(id));
        Page<Moment> moments = timeline.of(id, Cursor.at(before), MOMENTS);
        // read as a conversation: the oldest of the page on top
        List<Moment> inOrder = new ArrayList<>(moments.items());
        inOrder.removeIf(moment -> moment.kind().equals("EVENT") && BOOKKEEPING.contains(moment.type()));
        Collections.reverse(inOrder);
        model.addAttribute("client", client)
                .addAttribute("identities", identities.of(id))
                .addAttribute("consents", consents.of(id))
                .addAttribute("permission", prospects.permission(id).orElse(null))
                .addAttribute("person", persons.of(id))
                .addAttribute("moments", inOrder)
                .addAttribute("earlier", moments.next())
                .addAttribute("decisions", decisions.of(id, Cursor.at(decided), DECISIONS))
                .addAttribute("before", before);
        money.show(id, client.name(), model, locale);
        return "console/client";
    }

    /** Deciding a month ahead takes its time, so that the page asks for it by itself; without scripts it is a page of its own. */
    @GetMapping("/console/clients/{id}/plan")
    String plan(@PathVariable long id, @RequestParam(required = false) @Nullable String part, Model model) {
        model.addAttribute("plan", prospects.plan(id));
        return part == null ? "console/plan" : "console/plan :: plan";
    }
}
