package io.rapport.testing;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A school that never was, with its clients, conversations, touches, purchases and costs: the same for the same seed. Its
 * truth stays in lists, so that what the house reports can be held against it. Several make one bigger school, one after the other.
 */
public final class InventedSchool {

    public static final List<String> ROWS =
            List.of("W-160", "W-170", "W-215", "W-230", "K-010", "K-020", "R-050", "R-110");
    private static final List<String> SOURCES = List.of("vk-autumn", "tg-guide", "ya-direct", "blog");
    private static final List<String> STAGES = List.of("NEW", "ENGAGED", "QUALIFIED", "OFFERED", "CUSTOMER");
    private static final List<String> EVENTS =
            List.of("MESSAGE", "MESSAGE", "BUTTON", "CONTACT_SHARED", "LINK_CLICKED");
    private static final List<String> PRICES = List.of("4900.00", "9900.00", "14900.50", "990.00");

    public record Person(
            long id, Instant createdAt, @Nullable String source, String language, String stage) {}

    public record Happening(long client, String type, Instant at) {}

    public record Decision(long id, long client, Instant at, long release, String stage, List<String> rows) {}

    /** @param row as the touch itself says; absent for an answer, whose decision says it */
    public record Letter(
            long id,
            long client,
            Instant at,
            String kind,
            String state,
            @Nullable String row,
            @Nullable String content,
            @Nullable Decision decision) {}

    public record Payment(long id, long client, BigDecimal amount, BigDecimal refunded, String currency, Instant at) {}

    public record Cost(String campaign, LocalDate day, BigDecimal amount, String currency) {}

    public final List<Person> people = new ArrayList<>();
    public final List<Happening> happenings = new ArrayList<>();
    public final List<Decision> decisions = new ArrayList<>();
    public final List<Letter> letters = new ArrayList<>();
    public final List<Payment> payments = new ArrayList<>();
    public final List<Cost> costs = new ArrayList<>();

    private final Random random;
    private final Instant begin;
    private final Instant end;
    private final ZoneId zone;
    private final long firstId;

    private InventedSchool(long seed, int clients, long firstId, Instant begin, Instant end, ZoneId zone) {
        this.random = new Random(seed);
        this.begin = begin;
        this.end = end;
        this.zone = zone;
        this.firstId = firstId;
        IntStream.range(0, clients).forEach(n -> person(firstId + n));
        costs();
    }

    /**
     * @param firstId of clients, decisions, touches and purchases alike; leaves no gaps within each
     * @param begin before which nothing happens but an old webinar or two
     */
    public static InventedSchool of(long seed, int clients, long firstId, Instant begin, Instant end, ZoneId zone) {
        return new InventedSchool(seed, clients, firstId, begin, end, zone);
    }

    /** From now on one school with the other. */
    public void add(InventedSchool other) {
        people.addAll(other.people);
        happenings.addAll(other.happenings);
        decisions.addAll(other.decisions);
        letters.addAll(other.letters);
        payments.addAll(other.payments);
        costs.addAll(other.costs);
    }

    private void person(long id) {
        Instant created = between(begin, end);
        int far = random.nextInt(STAGES.size());
        people.add(new Person(
                id,
                created,
                random.nextInt(4) == 0 ? null : pick(SOURCES),
                random.nextInt(5) == 0 ? "en" : "ru",
                random.nextInt(9) == 0 ? "LOST" : STAGES.get(far)));
        if (random.nextInt(10) == 0) {
            happenings.add(
                    new Happening(id, "WEBINAR_ATTENDED", created.minus(Duration.ofHours(random.nextInt(2_000)))));
        }
        Instant at = created;
        for (int n = random.nextInt(9); n > 0; n--) {
            at = at.plusSeconds(60 + random.nextInt(86_400 * 6));
            if (at.isBefore(end)) {
                exchange(id, at, STAGES.get(random.nextInt(far + 1)));
            }
        }
        for (int n = far == 4 ? 1 + random.nextInt(3) : random.nextInt(20) == 0 ? 1 : 0; n > 0; n--) {
            pay(id, between(created, end));
        }
    }

    /** A decision, the touch it led to, and perhaps an answer. */
    private void exchange(long client, Instant at, String stage) {
        String row = pick(ROWS);
        var decision = new Decision(
                firstId + decisions.size(), client, at, -1L - random.nextInt(3), stage, List.of("S-010", row));
        decisions.add(decision);
        boolean isProactive = !row.startsWith("R");
        letters.add(new Letter(
                firstId + letters.size(),
                client,
                earliest(at.plusSeconds(random.nextInt(3_000)), end),
                isProactive ? "PROACTIVE" : "REPLY",
                random.nextInt(12) == 0 ? "SUPPRESSED" : "SENT",
                isProactive ? row : null,
                random.nextInt(3) == 0 ? "c-0" + (10 + random.nextInt(5)) : null,
                random.nextInt(15) == 0 ? null : decision));
        if (random.nextInt(3) > 0) {
            Instant answered = at.plusSeconds(random.nextInt(86_400 * 4));
            if (answered.isBefore(end)) {
                happenings.add(new Happening(client, pick(EVENTS), answered));
            }
        }
    }

    private void pay(long client, Instant at) {
        var amount = new BigDecimal(pick(PRICES));
        BigDecimal refunded = switch (random.nextInt(8)) {
            case 0 -> amount;
            case 1 -> new BigDecimal("450.25");
            default -> new BigDecimal("0.00");
        };
        payments.add(new Payment(
                firstId + payments.size(), client, amount, refunded, random.nextInt(12) == 0 ? "USD" : "RUB", at));
    }

    private void costs() {
        for (String campaign : SOURCES.subList(0, 3)) {
            for (int n = 0; n < 40; n++) {
                LocalDate day = between(begin, end).atZone(zone).toLocalDate();
                boolean isNew = costs.stream()
                        .noneMatch(c -> c.campaign().equals(campaign) && c.day().equals(day));
                if (isNew) {
                    costs.add(new Cost(
                            campaign,
                            day,
                            BigDecimal.valueOf(100_00 + random.nextInt(900_00), 2),
                            campaign.startsWith("ya") ? "USD" : "RUB"));
                }
            }
        }
    }

    private Instant between(Instant from, Instant to) {
        long seconds = Math.max(1, Duration.between(from, to).toSeconds());
        return from.plusSeconds((long) (random.nextDouble() * seconds)).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
