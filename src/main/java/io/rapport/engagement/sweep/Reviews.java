package io.rapport.engagement.sweep;

import io.rapport.client.Client;
import io.rapport.client.DueClients;
import io.rapport.client.Reviewed;
import io.rapport.decision.Trigger;
import io.rapport.engagement.Dossiers;
import io.rapport.engagement.Dossiers.File;
import io.rapport.journal.Journal;
import io.rapport.journal.Silences;
import io.rapport.journal.Silences.Silence;
import io.rapport.release.Release;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Decides about clients whose locks are held, and writes it down: one statement of each kind for all who are left in silence. */
@Component
class Reviews {

    private final Dossiers dossiers;
    private final DueClients due;
    private final Journal journal;
    private final Silences silences;

    Reviews(Dossiers dossiers, DueClients due, Journal journal, Silences silences) {
        this.dossiers = dossiers;
        this.due = due;
        this.journal = journal;
        this.silences = silences;
    }

    void review(List<Client> clients, Release release, Instant now) {
        if (clients.isEmpty()) {
            return;
        }
        var stood = new ArrayList<Reviewed>();
        var quiet = new ArrayList<Silence>();
        var news = new ArrayList<Journal.Entry>();
        for (File file : dossiers.of(clients, now)) {
            var outcome = release.rules().decide(file.sheet(), Trigger.DUE, file.candidates());
            var conclusion = new Conclusion(file.client(), outcome, release.id());
            stood.add(conclusion.reviewed(now));
            conclusion.silence().ifPresent(quiet::add);
            if (conclusion.isNews()) {
                news.add(new Journal.Entry(file.sheet(), Trigger.DUE, release.id(), outcome, null, null));
            }
        }
        due.stand(stood, now);
        silences.keep(quiet, now);
        journal.keepAll(news);
        due.recovered(clients.stream().map(Client::id).toList());
    }
}
