package io.rapport.web.console.person;

import io.rapport.client.Consents;
import io.rapport.client.Identities;
import io.rapport.client.NoSuchClient;
import io.rapport.client.merge.Likeness;
import io.rapport.client.merge.Likenesses;
import io.rapport.client.merge.MergeRefused;
import io.rapport.client.person.FormerIds;
import io.rapport.insight.ClientRow;
import io.rapport.insight.ClientViews;
import io.rapport.web.PersonDesk;
import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who may be one person, two of them side by side, and what is done about it. */
@Controller
class PersonPages {

    private static final int PAIRS = 100;
    private static final int LONGEST = 200;

    private final Likenesses likenesses;
    private final ClientViews clients;
    private final Identities identities;
    private final Consents consents;
    private final FormerIds formerIds;
    private final Persons persons;
    private final PersonDesk desk;

    PersonPages(
            Likenesses likenesses,
            ClientViews clients,
            Identities identities,
            Consents consents,
            FormerIds formerIds,
            Persons persons,
            PersonDesk desk) {
        this.likenesses = likenesses;
        this.clients = clients;
        this.identities = identities;
        this.consents = consents;
        this.formerIds = formerIds;
        this.persons = persons;
        this.desk = desk;
    }

    public record Pair(ClientRow one, ClientRow other, Likeness why) {}

    /** One of the two, with all there is to compare. */
    public record Side(
            ClientRow client,
            List<io.rapport.client.Identity> identities,
            List<io.rapport.client.Consent> consents,
            Persons.Person person) {}

    @GetMapping("/console/matches")
    String matches(Model model) {
        List<Pair> pairs = likenesses.open(PAIRS).stream()
                .flatMap(like -> pair(like).stream())
                .toList();
        model.addAttribute("pairs", pairs);
        return "console/matches";
    }

    private Optional<Pair> pair(Likeness like) {
        return clients.find(like.one())
                .flatMap(one -> clients.find(like.other()).map(other -> new Pair(one, other, like)));
    }

    @GetMapping("/console/clients/{id}/compare")
    String compare(
            @PathVariable long id, @RequestParam(defaultValue = "") String with, Model model, RedirectAttributes then) {
        long other = number(with);
        if (other == id || clients.find(other).isEmpty()) {
            then.addFlashAttribute("done", other == id ? "merge.refused.SAME_CLIENT" : "merge.nobody")
                    .addFlashAttribute("doneNumbers", new Object[] {with});
            clients.find(id).orElseThrow(() -> new NoSuchClient(id));
            return "redirect:/console/clients/" + id;
        }
        // Whom we have known longer stays; so its number does.
        List<Side> sides = Stream.of(side(id), side(other))
                .sorted(Comparator.comparing((Side side) -> side.client().createdAt())
                        .thenComparing(side -> side.client().id()))
                .toList();
        model.addAttribute("kept", sides.get(0))
                .addAttribute("merged", sides.get(1))
                .addAttribute("sides", sides)
                .addAttribute(
                        "isSuggested",
                        sides.get(0)
                                .person()
                                .mayBe()
                                .contains(sides.get(1).client().id()));
        return "console/compare";
    }

    private long number(String text) {
        String digits = text.strip().replaceFirst("^[#№]\\s*", "");
        long id = digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
        return formerIds.successor(id).orElse(id);
    }

    private Side side(long id) {
        ClientRow client = clients.find(id).orElseThrow(() -> new NoSuchClient(id));
        return new Side(client, identities.of(id), consents.of(id), persons.of(id));
    }

    @PostMapping("/console/clients/{id}/merge")
    String merge(
            @PathVariable long id,
            @RequestParam long with,
            @RequestParam(defaultValue = "") String reason,
            Principal who,
            RedirectAttributes then) {
        String words = reason.isBlank() ? "CONSOLE" : reason.strip();
        String evidence = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
        return then(
                id,
                "done.merged",
                then,
                () -> desk.merge(id, with, evidence, who.getName()).merged());
    }

    @PostMapping("/console/clients/{id}/unmerge")
    String unmerge(@PathVariable long id, @RequestParam long merge, Principal who, RedirectAttributes then) {
        return then(
                id,
                "done.parted",
                then,
                () -> desk.unmerge(id, merge, who.getName()).merged());
    }

    @PostMapping("/console/clients/{id}/tell-apart")
    String tellApart(@PathVariable long id, @RequestParam long from, Principal who, RedirectAttributes then) {
        desk.dismiss(id, from, who.getName());
        then.addFlashAttribute("done", "done.told-apart");
        return "redirect:/console/matches";
    }

    private static String then(long id, String done, RedirectAttributes then, Supplier<Long> deed) {
        try {
            long other = deed.get();
            then.addFlashAttribute("done", done).addFlashAttribute("doneNumbers", new Object[] {String.valueOf(other)});
        } catch (MergeRefused e) {
            then.addFlashAttribute("done", "merge.refused." + e.reason());
        } catch (NoSuchClient e) {
            then.addFlashAttribute("done", "merge.nobody")
                    .addFlashAttribute("doneNumbers", new Object[] {String.valueOf(e.id())});
        }
        return "redirect:/console/clients/" + id;
    }
}
