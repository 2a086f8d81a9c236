package io.rapport.simulation;

import io.rapport.client.Client;
import io.rapport.client.Consent;
import io.rapport.client.Event;
import io.rapport.client.Owner;
import io.rapport.content.ContentItem;
import io.rapport.decision.Outcome;
import io.rapport.decision.Reply;
import io.rapport.decision.SeriesMove;
import io.rapport.fact.Candidates;
import io.rapport.fact.Deeds;
import io.rapport.fact.Enrolment;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Known;
import io.rapport.fact.LibraryCandidates;
import io.rapport.fact.Said;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the house keeps of one client, changed as its stores would change it, without a database. */
final class House {

    private final Profile profile;
    private final List<ContentItem> library;
    private final ZoneId libraryZone;
    private final List<Event> events = new ArrayList<>();
    private final List<Consent> consents = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private Set<String> tags = new TreeSet<>();
    private String stage = "NEW";
    private @Nullable String band;
    private Owner owner = Owner.BOT;
    private boolean isBlocked;
    private @Nullable Enrolment enrolment;
    private @Nullable Instant optedOut;
    private @Nullable Instant lastMessage;

    @Nullable
    OnItsWay onItsWay;

    House(Profile profile, List<ContentItem> library, ZoneId libraryZone) {
        this.profile = profile;
        this.library = library;
        this.libraryZone = libraryZone;
    }

    FactSheet sheet(Said said, Instant now) {
        var client = new Client(
                profile.id(),
                profile.born(),
                "Анна",
                null,
                null,
                stage,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                band,
                profile.language(),
                profile.believedZone().getId(),
                profile.zoneFrom(),
                profile.source(),
                owner,
                null,
                null,
                optedOut,
                lastMessage,
                null);
        var known = new Known(client, tags, consents, profile.channel(), !isBlocked, enrolment, onItsWay != null);
        return FactSheet.of(known, events, said, now);
    }

    Candidates candidates(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, libraryZone);
        List<ContentItem> valid = library.stream()
                .filter(item -> item.active() && item.isValidOn(today))
                .toList();
        return new LibraryCandidates(valid, seen, today);
    }

    /** In its place by time: what is told late happened then. */
    void happened(String type, Instant at, Map<String, ?> attributes) {
        int place = events.size();
        while (place > 0 && events.get(place - 1).at().isAfter(at)) {
            place--;
        }
        events.add(place, new Event(events.size() + 1, profile.id(), type, at, Map.copyOf(attributes)));
        if (Deeds.BLOCKED.equals(type)) {
            isBlocked = true;
        }
    }

    void wrote(Instant now) {
        lastMessage = now;
        isBlocked = false;
    }

    boolean hasWrittenSince(Instant instant) {
        return lastMessage != null && lastMessage.isAfter(instant);
    }

    void stands(Outcome outcome) {
        stage = outcome.stage();
        tags = new TreeSet<>(outcome.tagging().tags());
        band = outcome.score().band();
    }

    String standing() {
        return stage + tags + band;
    }

    void agreed(@Nullable String channel, Instant now) {
        if (consents.stream()
                .noneMatch(consent -> consent.isValid()
                        && (consent.channel() == null || consent.channel().equals(channel)))) {
            consents.add(new Consent(
                    consents.size() + 1,
                    profile.id(),
                    Consent.Purpose.ADVERTISING,
                    channel,
                    "1",
                    "test",
                    null,
                    now,
                    null));
        }
    }

    void tookAgreementBack(Instant now) {
        consents.replaceAll(consent -> new Consent(
                consent.id(),
                consent.clientId(),
                consent.purpose(),
                consent.channel(),
                consent.textVersion(),
                consent.source(),
                null,
                consent.givenAt(),
                consent.isValid() ? now : consent.withdrawnAt()));
        happened("WITHDREW_CONSENT", now, Map.of());
    }

    void handToHuman(Instant now) {
        if (owner == Owner.BOT) {
            owner = Owner.HUMAN;
            happened("HANDED_OFF", now, Map.of());
        }
    }

    boolean isWithHuman() {
        return owner == Owner.HUMAN;
    }

    void handBack(Instant now) {
        if (owner == Owner.HUMAN) {
            owner = Owner.BOT;
            happened("RETURNED_TO_BOT", now, Map.of());
        }
    }

    boolean isOptedOut() {
        return optedOut != null;
    }

    boolean isBlocked() {
        return isBlocked;
    }

    /** What is said is done. */
    void replied(Reply reply, Instant now) {
        if (reply.isSilence()) {
            return;
        }
        happened(Deeds.REPLIED, now, Map.of("value", reply.action()));
        bring(reply, now);
        for (Reply.Part part : reply.parts()) {
            switch (part.action()) {
                case "OPT_OUT" -> {
                    optedOut = now;
                    happened("OPTED_OUT", now, Map.of());
                    tookAgreementBack(now);
                }
                case "OPT_IN" -> {
                    optedOut = null;
                    happened("OPTED_IN", now, Map.of());
                }
                case "GIVE_CONSENT" -> agreed(profile.channel(), now);
                case "REFUSE_CONSENT" -> tookAgreementBack(now);
                case "HAND_OFF" -> handToHuman(now);
                default -> {
                    // said, and that is all
                }
            }
        }
    }

    /** What comes with the words, in an answer or in a touch. */
    void bring(Reply reply, Instant now) {
        for (Reply.Part part : reply.parts()) {
            if (part.leaves() != null) {
                happened(part.leaves(), now, part.product() == null ? Map.of() : Map.of("value", part.product()));
            }
            if (part.content() != null) {
                happened(Deeds.CONTENT_SENT, now, Map.of("value", part.content().id()));
                seen.add(part.content().id());
            }
        }
        if (reply.asks() != null) {
            happened(Deeds.QUESTION_ASKED, now, Map.of("value", reply.asks()));
        }
    }

    void move(List<SeriesMove> moves, Instant now) {
        for (SeriesMove move : moves) {
            if (move instanceof SeriesMove.Enrol enrol) {
                enrolment = new Enrolment(enrol.sequence(), enrol.cycle(), 0, 1, now, now);
                happened(Deeds.SERIES_STARTED, now, Map.of("value", enrol.sequence()));
            } else if (move instanceof SeriesMove.Advance advance && enrolment != null) {
                enrolment = new Enrolment(
                        advance.sequence(), enrolment.cycle(), advance.step(), 1, enrolment.enrolledAt(), now);
            } else if (move instanceof SeriesMove.Leave leave && enrolment != null) {
                enrolment = null;
                happened(Deeds.SERIES_ENDED, now, Map.of("value", leave.sequence(), "reason", leave.reason()));
            }
        }
    }
}
