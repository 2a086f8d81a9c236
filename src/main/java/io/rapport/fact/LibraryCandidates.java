package io.rapport.fact;

import io.rapport.content.ContentItem;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The items of a library that a client has not seen, with how well each suits. */
public final class LibraryCandidates implements Candidates {

    private static final List<String> LEVELS = List.of("A1", "A2", "B1", "B2", "C1", "C2");

    private final List<ContentItem> items;
    private final Set<String> seen;
    private final LocalDate today;

    /**
     * @param items active and valid today
     * @param seen ids that must not be offered again
     */
    public LibraryCandidates(List<ContentItem> items, Set<String> seen, LocalDate today) {
        this.items = items;
        this.seen = seen;
        this.today = today;
    }

    @Override
    public List<Candidate> find(Facts client, Set<String> types, Set<String> tags) {
        var found = new ArrayList<Candidate>();
        for (ContentItem item : items) {
            boolean isWanted = (types.isEmpty() || types.contains(item.type()))
                    && (tags.isEmpty() || !Collections.disjoint(tags, item.tags()));
            if (isWanted && !seen.contains(item.id())) {
                found.add(new Candidate(item.id(), item.title(), item.type(), item.url(), facts(item, client)));
            }
        }
        return found;
    }

    private Facts facts(ContentItem item, Facts client) {
        var facts = new HashMap<String, Object>();
        facts.put("type", item.type());
        facts.put("format", item.format());
        facts.put("tags", Set.copyOf(item.tags()));
        facts.put("stageFit", fit(item.stages(), client.text("stage")));
        facts.put("levelFit", levelFit(item.levels(), client.text("level")));
        long shared = shared(item.interests(), client.codes("interests"));
        facts.put("sharedInterests", shared);
        facts.put("interestFit", item.interests().isEmpty() ? "ANY" : shared > 0 ? "EXACT" : "NONE");
        facts.put("languageFit", item.language().equals(client.text("language")));
        if (item.validFrom() != null) {
            facts.put("ageDays", Math.max(0, ChronoUnit.DAYS.between(item.validFrom(), today)));
        }
        return Facts.wrapping(facts);
    }

    private static long shared(List<String> some, Set<String> others) {
        long shared = 0;
        for (String one : some) {
            if (others.contains(one)) {
                shared++;
            }
        }
        return shared;
    }

    private static String fit(List<String> wanted, @Nullable String actual) {
        if (wanted.isEmpty()) {
            return "ANY";
        }
        return actual != null && wanted.contains(actual) ? "EXACT" : "NONE";
    }

    /** One level off is near: a stretch, but no loss. */
    private static String levelFit(List<String> levels, @Nullable String level) {
        String fit = fit(levels, level);
        if (level == null || !fit.equals("NONE")) {
            return fit;
        }
        int own = LEVELS.indexOf(level);
        boolean isNear = own >= 0
                && levels.stream()
                        .anyMatch(other -> LEVELS.contains(other) && Math.abs(LEVELS.indexOf(other) - own) == 1);
        return isNear ? "NEAR" : fit;
    }
}
