package io.rapport.web.api;

import io.rapport.client.Clients;
import io.rapport.client.NoSuchClient;
import io.rapport.client.merge.Likeness;
import io.rapport.client.merge.Likenesses;
import io.rapport.client.merge.Merge;
import io.rapport.client.merge.MergeRefused;
import io.rapport.client.merge.Merges;
import io.rapport.client.person.FormerIds;
import io.rapport.web.InvalidField;
import io.rapport.web.PersonDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who turned out to be one person, and who may be. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Clients")
class MergesApi {

    private static final int LONGEST = 500;

    private final PersonDesk desk;
    private final Merges merges;
    private final Likenesses likenesses;
    private final Clients clients;
    private final FormerIds formerIds;

    MergesApi(PersonDesk desk, Merges merges, Likenesses likenesses, Clients clients, FormerIds formerIds) {
        this.desk = desk;
        this.merges = merges;
        this.likenesses = likenesses;
        this.clients = clients;
        this.formerIds = formerIds;
    }

    record With(@Nullable Long with, @Nullable String reason) {}

    record Which(@Nullable Long merge) {}

    record Apart(@Nullable Long one, @Nullable Long other) {}

    record Items<T>(List<T> items) {}

    @PostMapping("/clients/{id}/merge")
    @Operation(summary = "Another client is the same person: all that one has becomes this one's, its id leads here")
    Merge merge(@PathVariable long id, @RequestBody With body, Principal caller) {
        known(id);
        long given = number("with", body.with());
        long other = formerIds.successor(given).filter(now -> now != id).orElse(given);
        String reason = body.reason() == null || body.reason().isBlank()
                ? "API"
                : body.reason().strip();
        if (reason.length() > LONGEST) {
            throw new InvalidField("reason", "must have at most " + LONGEST + " characters");
        }
        try {
            return desk.merge(id, other, reason, caller.getName());
        } catch (NoSuchClient e) {
            throw e.id() == other ? InvalidField.impossible("with", e.getMessage()) : e;
        }
    }

    @PostMapping("/clients/{id}/unmerge")
    @Operation(summary = "They are two after all: each gets back what was his; for 30 days")
    Merge unmerge(@PathVariable long id, @RequestBody(required = false) @Nullable Which which, Principal caller) {
        known(id);
        return desk.unmerge(id, which == null ? null : which.merge(), caller.getName());
    }

    @GetMapping("/clients/{id}/merges")
    @Operation(summary = "Who was merged into this client, the latest first; undone merges too")
    Items<Merge> merges(@PathVariable long id) {
        known(id);
        return new Items<>(merges.of(id));
    }

    @GetMapping("/merge-suggestions")
    @Operation(summary = "Pairs who may be one person, without proof: the same phone or e-mail, only named")
    Items<Likeness> suggestions(@RequestParam(defaultValue = "50") int limit) {
        return new Items<>(likenesses.open(Paging.limit(limit)));
    }

    @PostMapping("/merge-suggestions/dismiss")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "These two are two")
    void dismiss(@RequestBody Apart body, Principal caller) {
        if (!desk.dismiss(number("one", body.one()), number("other", body.other()), caller.getName())) {
            throw InvalidField.impossible("other", "nobody takes these two for one person");
        }
    }

    @ExceptionHandler
    ProblemDetail refused(MergeRefused e) {
        if (e.reason() == MergeRefused.Reason.SAME_CLIENT) {
            return InvalidField.impossible("with", e.getMessage()).getBody();
        }
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, e.getMessage());
        problem.setProperty("reason", e.reason());
        return problem;
    }

    private void known(long id) {
        clients.find(id).orElseThrow(() -> new NoSuchClient(id));
    }

    private static long number(String field, @Nullable Long value) {
        if (value == null) {
            throw new InvalidField(field, "must be the id of a client");
        }
        return value;
    }
}
