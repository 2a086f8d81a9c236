package io.rapport.insight.kpi;

import io.rapport.insight.kpi.Figures.Cost;
import io.rapport.insight.kpi.Figures.Money;
import io.rapport.testing.InventedSchool;
import io.rapport.testing.InventedSchool.Letter;
import io.rapport.testing.InventedSchool.Payment;
import io.rapport.testing.InventedSchool.Person;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The key figures once more, naively: every part goes through all the lists, in the words of the definitions. */
final class Recount {

    private static final Set<String> ANSWERS = Set.of("MESSAGE", "BUTTON", "CONTACT_SHARED");

    private final InventedSchool school;
    private final ZoneId zone;
    private final Period period;
    private final Cut cut;
    private final int days;

    Recount(InventedSchool school, ZoneId zone, Period period, Cut cut, int days) {
        this.school = school;
        this.zone = zone;
        this.period = period;
        this.cut = cut;
        this.days = days;
    }

    List<Figures> parts() {
        var parts = new ArrayList<Figures>();
        for (String key : keys()) {
            Figures part = cut.isOfTouches() ? ofTouches(key) : ofClients(key);
            if (part.leads()
                            + part.sales()
                            + part.delivered()
                            + part.money().size()
                            + part.costs().size()
                    > 0) {
                parts.add(part);
            }
        }
        return parts;
    }

    private Set<String> keys() {
        var keys = new TreeSet<String>();
        school.people.forEach(p -> keys.add(key(p, p.createdAt())));
        school.payments.forEach(p -> keys.add(key(person(p.client()), p.at())));
        school.letters.forEach(l -> keys.add(key(l)));
        school.costs.forEach(c -> keys.add(costKey(c)));
        return keys;
    }

    private Figures ofClients(String key) {
        List<Person> leads = school.people.stream()
                .filter(p -> counts(p, p.createdAt(), key))
                .toList();
        List<Person> customers = school.people.stream()
                .filter(p ->
                        firstSale(p).filter(sale -> counts(p, sale.at(), key)).isPresent())
                .toList();
        List<Payment> paid = school.payments.stream()
                .filter(p -> counts(person(p.client()), p.at(), key))
                .toList();
        List<Letter> proactive = arrived(l -> l.kind().equals("PROACTIVE")
                && (cut == Cut.COHORT ? isIn(person(l.client()).createdAt()) : isIn(l.at()))
                && key(l).equals(key));
        return figures(key, leads.size(), count(leads, p -> firstSale(p).isPresent()), customers, paid, proactive);
    }

    private Figures ofTouches(String key) {
        List<Letter> mine = arrived(l -> isIn(l.at()) && key(l).equals(key));
        List<Payment> credited = school.payments.stream()
                .filter(p -> p.refunded().compareTo(p.amount()) < 0)
                .filter(p ->
                        last(p).filter(l -> isIn(l.at()) && key(l).equals(key)).isPresent())
                .toList();
        List<Person> customers = credited.stream()
                .filter(p -> firstSale(person(p.client())).orElseThrow().equals(p))
                .map(p -> person(p.client()))
                .toList();
        long reached = mine.stream().map(Letter::client).distinct().count();
        List<Letter> proactive =
                mine.stream().filter(l -> l.kind().equals("PROACTIVE")).toList();
        return figures(key, reached, customers.size(), customers, credited, proactive);
    }

    private Figures figures(
            String key,
            long leads,
            long converted,
            List<Person> customers,
            List<Payment> paid,
            List<Letter> proactive) {
        List<Double> cycles = customers.stream().map(this::cycle).sorted().toList();
        return new Figures(
                key,
                leads,
                converted,
                customers.size(),
                percentile(cycles, 0.5),
                percentile(cycles, 0.9),
                proactive.size(),
                count(proactive, this::isAnswered),
                money(customers, paid),
                cut.hasCosts() ? costs(key) : List.of());
    }

    private List<Money> money(List<Person> customers, List<Payment> paid) {
        var money = new ArrayList<Money>();
        for (String currency : List.of("RUB", "USD")) {
            List<Payment> revenue =
                    paid.stream().filter(p -> p.currency().equals(currency)).toList();
            List<Payment> lifetime = customers.stream()
                    .flatMap(c -> payments(c))
                    .filter(p -> p.currency().equals(currency))
                    .toList();
            long kept = count(revenue, p -> net(p).signum() > 0);
            long buyers = lifetime.stream()
                    .filter(p -> net(p).signum() > 0)
                    .map(Payment::client)
                    .distinct()
                    .count();
            if (kept > 0 || buyers > 0) {
                money.add(new Money(currency, sum(revenue), kept, sum(lifetime), buyers));
            }
        }
        return money;
    }

    private List<Cost> costs(String key) {
        var costs = new ArrayList<Cost>();
        for (String currency : List.of("RUB", "USD")) {
            List<InventedSchool.Cost> known = school.costs.stream()
                    .filter(c -> c.currency().equals(currency)
                            && !c.day().isBefore(period.from())
                            && !c.day().isAfter(period.to()))
                    .toList();
            Set<String> campaigns = new HashSet<>(
                    known.stream().map(InventedSchool.Cost::campaign).toList());
            List<Person> leads = school.people.stream()
                    .filter(p -> campaigns.contains(p.source())
                            && isIn(p.createdAt())
                            && key(p, p.createdAt()).equals(key))
                    .toList();
            List<InventedSchool.Cost> own =
                    known.stream().filter(c -> costKey(c).equals(key)).toList();
            if (!own.isEmpty() || !leads.isEmpty()) {
                BigDecimal amount =
                        own.stream().map(InventedSchool.Cost::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
                costs.add(new Cost(
                        currency,
                        amount,
                        leads.size(),
                        count(leads, p -> firstSale(p).isPresent())));
            }
        }
        return costs;
    }

    private boolean counts(Person person, Instant at, String key) {
        return isIn(cut == Cut.COHORT ? person.createdAt() : at)
                && key(person, at).equals(key);
    }

    private String key(Person person, Instant at) {
        return switch (cut) {
            case DAY -> day(at).toString();
            case WEEK -> monday(day(at)).toString();
            case MONTH -> YearMonth.from(day(at)).toString();
            case COHORT -> YearMonth.from(day(person.createdAt())).toString();
            case SOURCE -> Optional.ofNullable(person.source()).orElse("");
            case STAGE -> person.stage();
            default -> "";
        };
    }

    private String key(Letter letter) {
        return switch (cut) {
            case ROW -> row(letter);
            case RELEASE ->
                letter.decision() == null ? "" : "" + letter.decision().release();
            case CONTENT -> Optional.ofNullable(letter.content()).orElse("");
            case STAGE ->
                letter.decision() == null
                        ? person(letter.client()).stage()
                        : letter.decision().stage();
            default -> key(person(letter.client()), letter.at());
        };
    }

    static String row(Letter letter) {
        if (letter.row() != null) {
            return letter.row();
        }
        return letter.decision() == null
                ? ""
                : letter.decision().rows().stream()
                        .filter(row -> row.startsWith("R"))
                        .findFirst()
                        .orElse("");
    }

    private String costKey(InventedSchool.Cost cost) {
        return switch (cut) {
            case DAY -> cost.day().toString();
            case WEEK -> monday(cost.day()).toString();
            case MONTH, COHORT -> YearMonth.from(cost.day()).toString();
            case SOURCE -> cost.campaign();
            default -> "";
        };
    }

    private Optional<Payment> firstSale(Person person) {
        return payments(person)
                .filter(p -> net(p).signum() > 0)
                .min(Comparator.comparing(Payment::at).thenComparing(Payment::id));
    }

    private double cycle(Person person) {
        Instant sale = firstSale(person).orElseThrow().at();
        Instant contact = Stream.concat(
                        Stream.of(person.createdAt(), sale),
                        school.happenings.stream()
                                .filter(h -> h.client() == person.id())
                                .map(InventedSchool.Happening::at))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return Duration.between(contact, sale).toSeconds() / 86_400.0;
    }

    boolean isAnswered(Letter letter) {
        return school.happenings.stream()
                .anyMatch(h -> h.client() == letter.client()
                        && ANSWERS.contains(h.type())
                        && h.at().isAfter(letter.at())
                        && !h.at().isAfter(letter.at().plus(Duration.ofHours(72))));
    }

    private Optional<Letter> last(Payment payment) {
        return arrived(l -> l.client() == payment.client()
                        && !l.at().isAfter(payment.at())
                        && l.at().isAfter(payment.at().minus(Duration.ofDays(days))))
                .stream()
                .max(Comparator.comparing(Letter::at).thenComparing(Letter::id));
    }

    private List<Letter> arrived(Predicate<Letter> which) {
        return school.letters.stream()
                .filter(l -> l.state().equals("SENT"))
                .filter(which)
                .toList();
    }

    private boolean isIn(Instant at) {
        return !day(at).isBefore(period.from()) && !day(at).isAfter(period.to());
    }

    private Stream<Payment> payments(Person person) {
        return school.payments.stream().filter(p -> p.client() == person.id());
    }

    private Person person(long id) {
        return school.people.stream().filter(p -> p.id() == id).findFirst().orElseThrow();
    }

    private LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private static LocalDate monday(LocalDate day) {
        return day.minusDays(day.getDayOfWeek().getValue() - 1L);
    }

    private static BigDecimal net(Payment payment) {
        return payment.amount().subtract(payment.refunded());
    }

    private static BigDecimal sum(List<Payment> payments) {
        return payments.stream().map(Recount::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static <T> long count(List<T> all, Predicate<T> which) {
        return all.stream().filter(which).count();
    }

    private static Double percentile(List<Double> sorted, double share) {
        if (sorted.isEmpty()) {
            return null;
        }
        double place = share * (sorted.size() - 1);
        int low = (int) place;
        int high = Math.min(low + 1, sorted.size() - 1);
        return sorted.get(low) + (place - low) * (sorted.get(high) - sorted.get(low));
    }
}
