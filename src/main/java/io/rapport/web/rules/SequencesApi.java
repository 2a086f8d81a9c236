package io.rapport.web.rules;

import io.rapport.engagement.Insiders;
import io.rapport.release.LiveRelease;
import io.rapport.ruleset.table.Entry;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Tables;
import io.rapport.web.InvalidField;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The sequences of the live rules, who is inside, and moving those who began with older rules. */
@Tag(name = "Rules")
@RestController
@RequestMapping("/api/v1/sequences")
class SequencesApi {

    private final LiveRelease live;
    private final Insiders insiders;

    SequencesApi(LiveRelease live, Insiders insiders) {
        this.live = live;
        this.insiders = insiders;
    }

    record Step(
            String row,
            boolean enabled,
            long step,
            long delayHours,
            @Nullable String window,
            @Nullable String goal,
            @Nullable String template,
            String reason) {

        static Step of(Row row) {
            return new Step(
                    row.id(),
                    row.enabled(),
                    Insiders.number(row, "step"),
                    Insiders.number(row, "delay"),
                    row.text("window"),
                    row.text("goal"),
                    row.text("template"),
                    row.reason());
        }
    }

    record Sequence(
            String code,
            String ru,
            String en,
            Set<String> exits,
            Set<String> exitStages,
            int maxCycles,
            int coolDownDays,
            List<Step> steps,
            List<Insiders.Group> inside) {}

    record Sequences(long live, List<Sequence> items, List<Insiders.Group> gone) {}

    @Operation(summary = "Each sequence with its steps and who is inside, by release and last step")
    @GetMapping
    Sequences list() {
        Tables tables = live.current().rules().tables();
        List<Insiders.Group> groups = insiders.groups();
        List<Entry> entries = tables.entries("sequences");
        return new Sequences(
                live.current().id(),
                entries.stream().map(entry -> sequence(entry, tables, groups)).toList(),
                groups.stream()
                        .filter(group ->
                                entries.stream().noneMatch(entry -> entry.code().equals(group.sequence())))
                        .toList());
    }

    private static Sequence sequence(Entry entry, Tables tables, List<Insiders.Group> groups) {
        return new Sequence(
                entry.code(),
                entry.label().ru(),
                entry.label().en(),
                entry.codes("exits"),
                entry.codes("exitStages"),
                entry.integer("maxCycles"),
                entry.integer("coolDown"),
                Insiders.steps(tables, entry.code()).stream().map(Step::of).toList(),
                groups.stream()
                        .filter(group -> group.sequence().equals(entry.code()))
                        .toList());
    }

    @Operation(
            summary =
                    "Let all who are inside go on by the live rules; whoever has no step left there comes to the end of the sequence")
    @PostMapping("/{code}/move")
    Insiders.Moved move(@PathVariable String code) {
        boolean isKnown = live.current().rules().tables().entries("sequences").stream()
                .anyMatch(entry -> entry.code().equals(code));
        if (!isKnown) {
            throw new InvalidField("code", "the live rules have no sequence " + code);
        }
        return insiders.moveToLive(code);
    }
}
