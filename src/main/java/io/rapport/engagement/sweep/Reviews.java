package io.rapport.engagement.sweep;

import io.rapport.client.Client;
import io.rapport.client.DueClients;
import io.rapport.client.Standing;
import io.rapport.decision.NextReview;
import io.rapport.decision.Outcome;
import io.rapport.decision.RowHit;
import io.rapport.decision.Trigger;
import io.rapport.engagement.Conclusion;
import io.rapport.engagement.Dossiers;
import io.rapport.engagement.Dossiers.File;
import io.rapport.engagement.Initiatives;
import io.rapport.engagement.Undertakings;
import io.rapport.journal.Journal;
import io.rapport.journal.Silences;
import io.rapport.outbox.Touches;
import io.rapport.release.Release;
import io.rapport.release.ReleaseArms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides about clients whose locks are held, and writes it down: one statement of each kind however many they are; the few for whom
 * something is done go one by one.
 */
@Component
class Reviews {

    private final ReleaseArms arms;
    private final Dossiers dossiers;
    private final Initiatives initiatives;
    private final Undertakings undertakings;
    private final DueClients due;
    private final Journal journal;
    private final Silences silences;
    private final Touches touches;

    Reviews(
            ReleaseArms arms,
            Dossiers dossiers,
            Initiatives initiatives,
            Undertakings undertakings,
            DueClients due,
            Journal journal,
            Silences silences,
            Touches touches) {
        this.arms = arms;
        this.dossiers = dossiers;
        this.initiatives = initiatives;
        this.undertakings = undertakings;
        this.due = due;
        this.journal = journal;
        this.silences = silences;
        this.touches = touches;
    }

    /** One client decided about. */
    private record Review(File file, Conclusion conclusion, Release release) {

        long client() {
            return file.client().id();
        }

        Outcome outcome() {
            return conclusion.outcome();
        }

        Journal.Entry entry() {
            return new Journal.Entry(file.sheet(), Trigger.DUE, conclusion.release(), outcome(), null, null);
        }
    }

    void review(List<Client> clients, Release release, Instant now) {
        if (clients.isEmpty()) {
            return;
        }
        List<Review> reviews = decide(clients, release, now);
        Set<Long> silentAnew = silences.keep(
                reviews.stream()
                        .map(review -> review.conclusion().silence())
                        .flatMap(Optional::stream)
                        .toList(),
                now);
        List<Review> news = reviews.stream()
                .filter(review -> review.conclusion().isNews(silentAnew.contains(review.client())))
                .toList();
        writeDown(reviews, keep(news), now);
    }

    /** The same for one client whom somebody asks about: the decision is kept with its whole explanation in any case. */
    Asked reviewAsked(Client client, Release release, Instant now) {
        List<Review> reviews = decide(List.of(client), release, now);
        reviews.get(0).conclusion().silence().ifPresent(silence -> silences.keep(List.of(silence), now));
        Map<Long, Long> decisions = keep(reviews);
        writeDown(reviews, decisions, now);
        Review review = reviews.get(0);
        return new Asked(decisions.get(client.id()), review.file().sheet(), review.outcome(), review.release());
    }

    /** @param live who is in the arm of another release is decided about by that one */
    private List<Review> decide(List<Client> clients, Release live, Instant now) {
        touches.withdraw(clients.stream().map(Client::id).toList());
        Map<Release, List<File>> byRelease = new LinkedHashMap<>();
        for (File file : dossiers.of(clients, now)) {
            Client client = file.client();
            Release release = arms.of(live, client.id(), client.source(), client.language(), now);
            byRelease.computeIfAbsent(release, key -> new ArrayList<>()).add(file);
        }
        var reviews = new ArrayList<Review>();
        byRelease.forEach((release, files) -> {
            List<Outcome> outcomes = initiatives.decide(files, release, now);
            for (int i = 0; i < files.size(); i++) {
                var conclusion = new Conclusion(files.get(i).client(), outcomes.get(i), release.id());
                reviews.add(new Review(files.get(i), conclusion, release));
            }
        });
        return reviews;
    }

    /** The journal's numbers, by client. */
    private Map<Long, Long> keep(List<Review> news) {
        List<Long> ids = journal.keepAll(news.stream().map(Review::entry).toList());
        Map<Long, Long> decisions = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            decisions.put(news.get(i).client(), ids.get(i));
        }
        return decisions;
    }

    private void writeDown(List<Review> reviews, Map<Long, Long> decisions, Instant now) {
        Map<Long, @Nullable String> wanted = new HashMap<>();
        for (Review review : reviews) {
            wanted.put(
                    review.client(),
                    Undertakings.wanted(
                            review.outcome().initiative(), review.file().sheet()));
        }
        touches.dropHeld(wanted);
        var standings = new ArrayList<Standing>();
        for (Review review : reviews) {
            Long decision = decisions.get(review.client());
            standings.add(review.conclusion().standing(carryOut(review, decision), now));
        }
        due.stand(standings, now);
        due.recovered(wanted.keySet());
    }

    /** @return when the client is to be looked at again */
    private @Nullable NextReview carryOut(Review review, @Nullable Long decision) {
        Outcome outcome = review.outcome();
        if (!Undertakings.isAnythingToDo(review.file(), outcome)) {
            return review.conclusion().next();
        }
        Instant now = review.file().sheet().at();
        return switch (undertakings.carryOut(review.file(), outcome, review.release(), decision)) {
            case DONE -> review.conclusion().next();
            case MOVED -> new NextReview(now, by(outcome, "another place in the sequence"));
            case UNWRITTEN ->
                new NextReview(now.plus(anotherTry(review.release())), by(outcome, "nothing could be written"));
        };
    }

    private static Duration anotherTry(Release release) {
        return Duration.ofHours(release.rules().tables().settings().integer("unwrittenRetryHours"));
    }

    private static RowHit by(Outcome outcome, String reason) {
        RowHit by = outcome.initiative().by();
        return new RowHit("", by == null ? "" : by.row(), by == null ? "" : by.cell(), reason, null);
    }
}
