package io.rapport.bench;

import io.rapport.client.Client;
import io.rapport.client.Event;
import io.rapport.client.Owner;
import io.rapport.content.ContentItem;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Known;
import io.rapport.fact.Said;
import io.rapport.fact.SignalFact;
import io.rapport.ruleset.RuleFiles;
import io.rapport.ruleset.Ruleset;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The same people, materials and lines for every benchmark, whenever it runs. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    static final LocalDate TODAY = LocalDate.parse("2026-03-02");

    private static final List<String> DEEDS = List.of(
            "MESSAGE",
            "REPLIED",
            "ASKED_PRICE",
            "MESSAGE",
            "REPLIED",
            "CONTENT_SENT",
            "BUTTON",
            "TOLD_INTEREST",
            "QUESTION_ASKED",
            "OBJECTION_PRICE",
            "MESSAGE",
            "OFFER_MADE");

    private Samples() {}

    /** The rules as they are shipped, in the folder the benchmark was started from. */
    static RuleFiles shippedFiles() {
        return RuleFiles.in(Path.of("rules"));
    }

    static Ruleset shippedRules() {
        return Ruleset.of(shippedFiles());
    }

    /** Somebody who wrote a message just now and has such a history, half an hour from one event to the next. */
    static FactSheet sheet(int events, List<SignalFact> signals) {
        var client = new Client(
                1,
                NOW.minus(Duration.ofDays(30)),
                "Анна",
                null,
                null,
                "ENGAGED",
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                "WARM",
                "ru",
                "Europe/Moscow",
                "DEFAULT",
                null,
                Owner.BOT,
                null,
                null,
                null,
                NOW,
                null);
        var known = new Known(client, Set.of(), List.of(), "telegram");
        return FactSheet.of(known, history(events), new Said(signals, false, "сколько стоит группа?"), NOW);
    }

    static List<Event> history(int events) {
        List<Event> history = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            String type = DEEDS.get(i % DEEDS.size());
            Map<String, Object> attributes = switch (type) {
                case "TOLD_INTEREST" -> Map.of("value", "TRAVEL");
                case "QUESTION_ASKED" -> Map.of("value", "LEVEL");
                case "REPLIED" -> Map.of("value", "ANSWER", "templates", "price");
                default -> Map.of();
            };
            history.add(new Event(i, 1, type, NOW.minus(Duration.ofMinutes(30L * (events - i))), attributes));
        }
        return history;
    }

    /** A library of any size: kinds, stages, levels and interests in all mixtures, always the same. */
    static List<ContentItem> library(int size) {
        var random = new Random(20260302);
        List<ContentItem> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(new ContentItem(
                    "item-%05d".formatted(i),
                    one(random, "ARTICLE", "VIDEO", "GUIDE", "CHECKLIST", "WEBINAR"),
                    "Материал " + i,
                    "https://example.org/" + i,
                    null,
                    List.of(one(random, "magnet", "first-step", "beginner", "motivation", "after-sale")),
                    some(random, "NEW", "ENGAGED", "QUALIFIED", "OFFERED", "CUSTOMER"),
                    some(random, "A1", "A2", "B1", "B2", "C1"),
                    some(random, "WORK", "TRAVEL", "SPEAKING", "EXAMS", "CHILDREN", "HOBBY"),
                    random.nextInt(10) == 0 ? "en" : "ru",
                    one(random, "LINK", "PDF", "VIDEO"),
                    TODAY.minusDays(random.nextInt(400)),
                    null,
                    true));
        }
        return items;
    }

    /** Lines as people write them, evenly from all over the corpus of the tests. */
    static List<String> lines(int count) {
        List<String> all = table(
                        "/understanding/utterances.tsv",
                        CSVFormat.TDF.builder().setQuote(null).get())
                .map(row -> row.get("text"))
                .toList();
        return IntStream.range(0, count)
                .mapToObj(i -> all.get(i * all.size() / count))
                .toList();
    }

    private static Stream<CSVRecord> table(String resource, CSVFormat format) {
        try (var in = new InputStreamReader(Samples.class.getResourceAsStream(resource), StandardCharsets.UTF_8)) {
            return format.builder().setHeader().setSkipHeaderRecord(true).get().parse(in).getRecords().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String one(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private static List<String> some(Random random, String... values) {
        List<String> some = new ArrayList<>();
        for (String value : values) {
            if (random.nextInt(3) == 0) {
                some.add(value);
            }
        }
        return some;
    }
}
