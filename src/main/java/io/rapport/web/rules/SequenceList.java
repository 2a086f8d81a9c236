package io.rapport.web.rules;

import io.rapport.engagement.Insiders;
import io.rapport.release.LiveRelease;
import io.rapport.ruleset.table.Entry;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Tables;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The sequences of the live rules with those inside, as the API and the console tell of them. */
@Component
public class SequenceList {

    private final LiveRelease live;
    private final Insiders insiders;

    SequenceList(LiveRelease live, Insiders insiders) {
        this.live = live;
        this.insiders = insiders;
    }

    public record Step(
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

    public record Sequence(
            String code,
            String ru,
            String en,
            Set<String> exits,
            Set<String> exitStages,
            int maxCycles,
            int coolDownDays,
            List<Step> steps,
            List<Insiders.Group> inside) {

        /** How many inside go on by another release than this. */
        public long behind(long release) {
            return inside.stream()
                    .filter(group -> group.release() != release)
                    .mapToLong(Insiders.Group::clients)
                    .sum();
        }
    }

    /** @param gone those inside sequences that the live rules do not have any more */
    public record Sequences(long live, List<Sequence> items, List<Insiders.Group> gone) {

        /** How many go on by rules that are not live any more. */
        public long behind() {
            return gone.stream().mapToLong(Insiders.Group::clients).sum()
                    + items.stream().mapToLong(item -> item.behind(live)).sum();
        }
    }

    public Sequences all() {
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

    public boolean has(String code) {
        return live.current().rules().tables().entries("sequences").stream()
                .anyMatch(entry -> entry.code().equals(code));
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
}
