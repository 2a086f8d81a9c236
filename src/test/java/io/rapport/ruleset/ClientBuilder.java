package io.rapport.ruleset;

import io.rapport.client.Client;
import io.rapport.client.Consent;
import io.rapport.client.Event;
import io.rapport.client.Owner;
import io.rapport.fact.Enrolment;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Known;
import io.rapport.fact.Promises;
import io.rapport.fact.Said;
import io.rapport.fact.SignalFact;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client as the rules get to see one: new, Russian, in Telegram, led by the bot, if nothing else is said. */
public final class ClientBuilder {

    private final Instant now;
    private final List<Event> events = new ArrayList<>();
    private final List<SignalFact> signals = new ArrayList<>();
    private final Set<String> tags = new HashSet<>();
    private final List<Consent> consents = new ArrayList<>();
    private String stage = "NEW";
    private String language = "ru";
    private Owner owner = Owner.BOT;
    private boolean optedOut;
    private boolean answerFound;
    private @Nullable Enrolment enrolment;
    private boolean touchPending;
    private String text = "";
    private @Nullable String source;
    private @Nullable String phone;
    private Promises promises = Promises.NONE;

    private ClientBuilder(Instant now) {
        this.now = now;
    }

    public static ClientBuilder aClient() {
        return aClientAt(Shipped.NOW);
    }

    public static ClientBuilder aClientAt(Instant now) {
        return new ClientBuilder(now);
    }

    public ClientBuilder inStage(String stage) {
        this.stage = stage;
        return this;
    }

    public ClientBuilder tagged(String... more) {
        tags.addAll(List.of(more));
        return this;
    }

    public ClientBuilder ledByHuman() {
        owner = Owner.HUMAN;
        return this;
    }

    public ClientBuilder optedOut() {
        optedOut = true;
        return this;
    }

    /** @param step the last one taken, when that was */
    public ClientBuilder inSeries(String sequence, int step, Duration ago) {
        enrolment = new Enrolment(sequence, 1, step, 1, now.minus(ago), now.minus(ago));
        return this;
    }

    public ClientBuilder withTouchOnItsWay() {
        touchPending = true;
        return this;
    }

    public ClientBuilder from(String source) {
        this.source = source;
        return this;
    }

    public ClientBuilder withPhone(String phone) {
        this.phone = phone;
        return this;
    }

    public ClientBuilder agreedTo(Consent.Purpose purpose) {
        consents.add(new Consent(1, 1, purpose, null, "1", "test", null, now, null));
        return this;
    }

    public ClientBuilder speaking(String language) {
        this.language = language;
        return this;
    }

    public ClientBuilder did(String event) {
        return did(event, Duration.ZERO);
    }

    public ClientBuilder did(String event, Duration ago) {
        return did(event, ago, Map.of());
    }

    /** @param value what was told or done, such as a level or an action */
    public ClientBuilder did(String event, Duration ago, String value) {
        return did(event, ago, Map.of("value", value));
    }

    /** @param ago negative for what is still to come */
    public ClientBuilder did(String event, Duration ago, Map<String, Object> attributes) {
        events.add(new Event(events.size() + 1, 1, event, now.minus(ago), attributes));
        return this;
    }

    public ClientBuilder says(String... types) {
        for (String type : types) {
            signals.add(new SignalFact(type, type.toLowerCase(), null));
        }
        return this;
    }

    public ClientBuilder tells(String type, String value) {
        signals.add(new SignalFact(type, value, value));
        return this;
    }

    public ClientBuilder writes(String text) {
        this.text = text;
        return this;
    }

    /** Came by an advert that promises this material. */
    public ClientBuilder promised(String source, String content) {
        promises = from -> from.equals(source) ? content : null;
        return from(source);
    }

    public ClientBuilder asksWhatTheKnowledgeBaseKnows() {
        answerFound = true;
        return this;
    }

    /** The events in the order in which they happened, however they were named. */
    public FactSheet sheet() {
        List<Event> history =
                events.stream().sorted(Comparator.comparing(Event::at)).toList();
        return FactSheet.of(
                new Known(client(), tags, consents, "telegram", true, enrolment, touchPending, promises),
                history,
                new Said(signals, answerFound, text),
                now);
    }

    private Client client() {
        return new Client(
                1,
                now.minus(Duration.ofDays(40)),
                null,
                phone,
                null,
                stage,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                language,
                "Europe/Moscow",
                "DEFAULT",
                source,
                owner,
                null,
                null,
                optedOut ? now : null,
                null,
                null);
    }
}
