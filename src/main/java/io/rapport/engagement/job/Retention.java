package io.rapport.engagement.job;

import io.rapport.client.lead.intake.LeadImports;
import io.rapport.client.merge.Merges;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lets go of what has been kept long enough: what messengers sent, byte by byte (events keep what it meant), silences, short links,
 * lists of leads, what merged clients were before, and old months of the journal.
 */
@Component
class Retention implements Job {

    private static final int SLICE = 2_000;

    private final Leftovers leftovers;
    private final LeadImports imports;
    private final Merges merges;
    private final Duration raw;
    private final Duration silences;
    private final Duration links;
    private final int journalMonths;
    private final ZoneId zone;

    Retention(
            Leftovers leftovers,
            LeadImports imports,
            Merges merges,
            @Value("${rapport.retention.raw-messages:90d}") Duration raw,
            @Value("${rapport.retention.silences:400d}") Duration silences,
            @Value("${rapport.retention.links:400d}") Duration links,
            @Value("${rapport.retention.journal-months:24}") int journalMonths,
            @Value("${rapport.zone:Europe/Moscow}") ZoneId zone) {
        this.leftovers = leftovers;
        this.imports = imports;
        this.merges = merges;
        this.raw = raw;
        this.silences = silences;
        this.links = links;
        this.journalMonths = journalMonths;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public String title() {
        return "Lets go of what has been kept long enough";
    }

    @Override
    public Schedule schedule() {
        return Schedule.daily(LocalTime.of(3, 30), zone);
    }

    /** Messages are gone through only once: a run begins where the last one ended. */
    @Override
    public Map<String, Long> begin(Map<String, Long> lastPosition) {
        return Map.of("inbound", lastPosition.getOrDefault("inbound", 0L));
    }

    @Override
    public Step step(Map<String, Long> position, Instant now) {
        var next = new LinkedHashMap<>(position);
        var emptied = leftovers.emptyMessages(position.get("inbound"), now.minus(raw), SLICE);
        if (emptied.isPresent()) {
            next.put("inbound", emptied.get().until());
            next.merge("messages", (long) emptied.get().count(), Long::sum);
            return Step.more(next);
        }
        imports.forgetOld(now);
        int deleted = leftovers.deleteSilences(now.minus(silences), SLICE);
        next.merge("silences", (long) deleted, Long::sum);
        int links = leftovers.deleteLinks(now.minus(this.links), SLICE);
        next.merge("links", (long) links, Long::sum);
        int merges = this.merges.forgetRipe(now, SLICE);
        next.merge("merges", (long) merges, Long::sum);
        if (deleted == SLICE || links == SLICE || merges == SLICE) {
            return Step.more(next);
        }
        YearMonth oldest = YearMonth.from(now.atOffset(ZoneOffset.UTC)).minusMonths(journalMonths);
        next.put("months", (long) leftovers.dropJournalBefore(oldest));
        return Step.done(next);
    }

    @Override
    public String summary(Map<String, Long> position) {
        return "%d raw messages, %d silences, %d links, %d months of the journal"
                .formatted(
                        position.getOrDefault("messages", 0L),
                        position.getOrDefault("silences", 0L),
                        position.getOrDefault("links", 0L),
                        position.getOrDefault("months", 0L));
    }
}
