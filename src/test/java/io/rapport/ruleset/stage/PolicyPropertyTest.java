package io.rapport.ruleset.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.decision.Departure;
import io.rapport.decision.Verdict;
import io.rapport.fact.EventFact;
import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.Shipped;
import io.rapport.ruleset.engine.RuleEngine;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The shipped policy, held against what the school promises as somebody would write it down who has never seen the tables or the
 * code: over random clients, histories, zones and instants, both changes of the clocks among them.
 */
class PolicyPropertyTest {

    private static final int CASES = Integer.getInteger("rapport.test.policy-cases", 20_000);
    private static final List<String> KINDS = List.of(
            "PROACTIVE", "REPLY", "DOCUMENT", "TRANSACTIONAL", "HAND_OFF_NOTICE", "OPT_OUT_CONFIRMATION", "OPERATOR");
    private static final List<String> CHANNELS = List.of("telegram", "webchat", "whatsapp", "vk", "max");
    private static final List<String> ZONES_WITH_CHANGING_CLOCKS = List.of(
            "America/New_York",
            "Europe/Berlin",
            "Australia/Lord_Howe",
            "Pacific/Chatham",
            "America/St_Johns",
            "Africa/Casablanca",
            "America/Santiago",
            "Atlantic/Azores",
            "Asia/Beirut");
    private static final List<String> RUSSIA = List.of(
            "Europe/Kaliningrad",
            "Europe/Moscow",
            "Europe/Samara",
            "Asia/Yekaterinburg",
            "Asia/Omsk",
            "Asia/Krasnoyarsk",
            "Asia/Irkutsk",
            "Asia/Yakutsk",
            "Asia/Vladivostok",
            "Asia/Magadan",
            "Asia/Kamchatka");

    private final Permitting policy = new Permitting(
            RuleEngine.of(Shipped.rules().tables().table("policy")),
            Shipped.rules().tables().settings().zones("plausibleZones"),
            Duration.ofDays(90));

    private Verdict permit(Person person, Instant at, String kind, String channel) {
        FactSheet sheet = person.sheet(at);
        return policy.permit(sheet, sheet.client(), new Departure(kind, channel, null, null, null));
    }

    /** Everything about a client that the promises speak of. */
    private static final class Person {
        final Random random;
        final boolean optedOut;
        final boolean withHuman;
        final boolean complains;
        final Set<String> agreedOn;
        final ZoneId zone;
        final boolean zoneKnown;
        Instant heard;
        final List<Instant> sends = new ArrayList<>();
        final List<EventFact> events = new ArrayList<>();

        Person(Random random, Instant now, boolean isSimple) {
            this.random = random;
            optedOut = !isSimple && random.nextInt(10) == 0;
            withHuman = !isSimple && random.nextInt(10) == 0;
            complains = !isSimple && random.nextInt(12) == 0;
            agreedOn = isSimple || random.nextBoolean()
                    ? Set.of("ALL")
                    : random.nextBoolean() ? Set.of() : Set.of(CHANNELS.get(random.nextInt(5)));
            zone = random.nextBoolean()
                    ? ZoneId.of(ZONES_WITH_CHANGING_CLOCKS.get(random.nextInt(ZONES_WITH_CHANGING_CLOCKS.size())))
                    : ZoneOffset.ofTotalSeconds((random.nextInt(26 * 4 + 1) - 12 * 4) * 900);
            zoneKnown = random.nextInt(4) > 0;
            heard = now.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 60)));
            events.add(new EventFact("MESSAGE", heard, events.size(), Map.of("channel", "telegram")));
        }

        void hasBeenTouchedBefore(Instant now) {
            int touches = random.nextInt(12);
            Instant at = now.minus(Duration.ofSeconds(random.nextInt(40 * 24 * 3600)));
            for (int i = 0; i < touches && !at.isAfter(now); i++) {
                touch("t" + i, at);
                if (random.nextInt(6) == 0) {
                    events.add(new EventFact("TOUCH_LOST", at.plusSeconds(2), events.size(), Map.of("touch", "t" + i)));
                    sends.remove(sends.size() - 1);
                }
                at = at.plus(Duration.ofSeconds(1 + random.nextInt(5 * 24 * 3600)));
            }
        }

        void touch(String key, Instant at) {
            // A year of events is more than any limit looks back on.
            events.removeIf(event -> event.at().isBefore(at.minus(Duration.ofDays(31))));
            events.add(new EventFact("TOUCHED", at, events.size(), Map.of("touch", key)));
            sends.add(at);
        }

        FactSheet sheet(Instant at) {
            Map<String, Object> facts = Map.of(
                    "stage",
                    "ENGAGED",
                    "optedOut",
                    optedOut,
                    "owner",
                    withHuman ? "HUMAN" : "BOT",
                    "tags",
                    complains ? Set.of("complaint-open") : Set.of(),
                    "advertisingChannels",
                    agreedOn,
                    "timezone",
                    zone.getId(),
                    "zoneKnown",
                    zoneKnown);
            return new FactSheet(1, at, Facts.of(facts), Map.of(), events, List.of());
        }
    }

    private enum Answer {
        YES,
        LATER,
        NO
    }

    /** The promises, one after the other. */
    private static Answer promised(Person person, String kind, String channel, Instant at) {
        if (kind.equals("OPT_OUT_CONFIRMATION")) {
            return Answer.YES;
        }
        if (person.optedOut) {
            return Answer.NO;
        }
        if (person.withHuman && Set.of("PROACTIVE", "REPLY", "DOCUMENT").contains(kind)) {
            return Answer.NO;
        }
        boolean heardHere = channel.equals("telegram");
        if (channel.equals("whatsapp")
                && (!heardHere || Duration.between(person.heard, at).toHours() >= 24)) {
            return Answer.NO;
        }
        if (!kind.equals("PROACTIVE")) {
            return Answer.YES;
        }
        if (person.complains || !person.agreedOn.contains("ALL") && !person.agreedOn.contains(channel)) {
            return Answer.NO;
        }
        if (sent(person, at, 24) >= 1 || sent(person, at, 7 * 24) >= 3 || sent(person, at, 30 * 24) >= 8) {
            return Answer.LATER;
        }
        List<ZoneId> zones = new ArrayList<>();
        if (person.zoneKnown) {
            zones.add(person.zone);
        } else {
            RUSSIA.forEach(name -> zones.add(ZoneId.of(name)));
        }
        return zones.stream().anyMatch(zone -> isQuiet(at.atZone(zone))) ? Answer.LATER : Answer.YES;
    }

    private static long sent(Person person, Instant at, int hours) {
        long limit = hours * 3600L * 1000;
        return person.sends.stream()
                .mapToLong(send -> at.toEpochMilli() - send.toEpochMilli())
                .filter(age -> age >= 0 && age < limit)
                .count();
    }

    private static boolean isQuiet(ZonedDateTime local) {
        int minutes = local.getHour() * 60 + local.getMinute();
        boolean isWeekend = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
        int month = local.getMonthValue();
        int day = local.getDayOfMonth();
        return month == 12 && day == 31
                || month == 1 && day <= 2
                || minutes >= 21 * 60
                || minutes < (isWeekend ? 11 : 9) * 60;
    }

    @Test
    void everyVerdictKeepsThePromisesAndEveryHoldEndsAtTheFirstInstantThatDoes() {
        var random = new Random(20261122);
        int[] seen = new int[3];
        for (int i = 0; i < CASES; i++) {
            Instant now = anInstant(random);
            var person = new Person(random, now, random.nextInt(3) > 0);
            person.hasBeenTouchedBefore(now);
            String kind = random.nextInt(3) > 0 ? "PROACTIVE" : KINDS.get(random.nextInt(KINDS.size()));
            String channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
            Answer promised = promised(person, kind, channel, now);

            Verdict verdict = permit(person, now, kind, channel);

            assertThat(answer(verdict))
                    .as("case %d at %s in %s", i, now, person.zone)
                    .isEqualTo(promised);
            seen[promised.ordinal()]++;
            if (verdict instanceof Verdict.Hold hold) {
                assertIsTheFirst(hold.until(), now, person, channel, random, i);
            }
        }
        assertThat(java.util.Arrays.stream(seen).min().orElseThrow())
                .as("cases that left, waited, stayed")
                .isGreaterThan(CASES / 20);
    }

    private static void assertIsTheFirst(
            Instant until, Instant now, Person person, String channel, Random random, int number) {
        String about = "case " + number + " from " + now + " to " + until + " in " + person.zone;
        assertThat(promised(person, "PROACTIVE", channel, until)).as(about).isNotEqualTo(Answer.LATER);
        long wait = Duration.between(now, until).toMillis();
        assertThat(wait).as(about).isPositive();
        for (int i = 0; i < 24; i++) {
            long before = i == 0 ? 1 : i == 1 ? Math.min(wait, 1000) : 1 + Math.floorMod(random.nextLong(), wait);
            assertThat(promised(person, "PROACTIVE", channel, until.minusMillis(before)))
                    .as("%s, %d ms earlier", about, before)
                    .isEqualTo(Answer.LATER);
        }
    }

    private static Answer answer(Verdict verdict) {
        return verdict instanceof Verdict.Allow
                ? Answer.YES
                : verdict instanceof Verdict.Hold ? Answer.LATER : Answer.NO;
    }

    /** Often near a change of the clocks or the turn of the year. */
    private static Instant anInstant(Random random) {
        List<String> near = List.of(
                "2026-03-08T07:00:00Z",
                "2026-11-01T06:00:00Z",
                "2026-03-29T01:00:00Z",
                "2026-10-25T01:00:00Z",
                "2026-04-04T15:00:00Z",
                "2026-10-03T15:30:00Z",
                "2026-12-31T21:00:00Z");
        long seconds = random.nextInt(3) == 0
                ? Instant.parse(near.get(random.nextInt(near.size()))).getEpochSecond()
                        + random.nextInt(4 * 86_400)
                        - 3 * 86_400
                : Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() + random.nextInt(400 * 86_400);
        return Instant.ofEpochSecond(seconds, random.nextBoolean() ? 0 : random.nextInt(1000) * 1_000_000L);
    }

    /** Whoever does as the verdicts say, again and again, has never broken a promise. */
    @Test
    void aYearOfTouchesKeepsToCapsAndQuietHours() {
        var random = new Random(7);
        int touches = 0;
        for (int n = 0; n < 20; n++) {
            Instant now = Instant.parse("2026-01-10T00:00:00Z").plusSeconds(random.nextInt(86_400));
            Instant end = now.plus(Duration.ofDays(365));
            var person = new Person(random, now, true);
            int step = 0;
            while (now.isBefore(end)) {
                Verdict verdict = permit(person, now, "PROACTIVE", "telegram");
                if (verdict instanceof Verdict.Allow) {
                    assertThat(promised(person, "PROACTIVE", "telegram", now))
                            .as("%s in %s", now, person.zone)
                            .isEqualTo(Answer.YES);
                    person.touch("t" + step++, now);
                    touches++;
                    now = now.plusMillis(1 + random.nextInt(3 * 3_600_000));
                } else if (verdict instanceof Verdict.Hold hold) {
                    assertThat(hold.until()).isAfter(now);
                    now = hold.until();
                } else {
                    throw new AssertionError("suppressed: " + verdict);
                }
            }
        }
        assertThat(touches).as("as many as the caps allow").isBetween(20 * 80, 20 * 104);
    }
}
