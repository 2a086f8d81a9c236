package io.rapport.insight;

import io.rapport.fact.Facts;
import io.rapport.ruleset.stage.Assigning;
import io.rapport.ruleset.table.Subject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What experiments came to: by intention to treat, everybody counts in the arm the hash put them in, whether or not anything was sent.
 */
@Component
public class ExperimentView {

    /** Below this many clients in an arm a difference is not worth telling. */
    static final long ENOUGH = 1_000;

    /**
     * @param control the arm that the others are held against: the holdout, or else the first
     * @param isEnough whether every arm has at least 1,000 clients
     */
    public record Experiment(String code, String control, boolean isEnough, List<ArmResult> arms) {}

    /**
     * @param share of all clients, in percent
     * @param release the number of the release that decides about its clients; absent means the live one
     */
    public record ArmResult(
            String arm, double share, @Nullable Long release, long clients, Rate replied, Rate purchased) {

        public List<Rate> rates() {
            return List.of(replied, purchased);
        }
    }

    /**
     * @param lift the difference to the control, with its interval; absent for the control itself and where data are not enough
     * @param verdict MORE, LESS, NO_DIFFERENCE_SEEN, NOT_ENOUGH_DATA or CONTROL
     */
    public record Rate(
            long clients,
            double rate,
            Interval interval,
            @Nullable Double lift,
            @Nullable Interval liftInterval,
            String verdict) {}

    private record Counts(long clients, long replied, long purchased) {

        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(Counts more) {
            return new Counts(clients + more.clients, replied + more.replied, purchased + more.purchased);
        }
    }

    private record Group(int arm, @Nullable String source, String language, Counts counts) {}

    private final JdbcClient jdbc;

    public ExperimentView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param from replies and purchases count from here on
     * @param to up to here, exclusive; so do clients
     */
    public List<Experiment> of(List<Assigning.Arm> arms, Instant from, Instant to) {
        var byExperiment = new LinkedHashMap<String, List<Assigning.Arm>>();
        arms.forEach(arm -> byExperiment
                .computeIfAbsent(arm.experiment(), code -> new ArrayList<>())
                .add(arm));
        return byExperiment.entrySet().stream()
                .map(entry -> experiment(entry.getKey(), entry.getValue(), from, to))
                .toList();
    }

    private Experiment experiment(String code, List<Assigning.Arm> arms, Instant from, Instant to) {
        Map<String, Counts> counts = counts(code, arms, from, to);
        Assigning.Arm control =
                arms.stream().filter(Assigning.Arm::isUntouched).findFirst().orElse(arms.get(0));
        boolean isEnough = arms.stream().allMatch(arm -> counts.get(arm.arm()).clients() >= ENOUGH);
        Counts held = counts.get(control.arm());
        var shares = new LinkedHashMap<String, Integer>();
        arms.forEach(arm -> shares.merge(arm.arm(), arm.to() - arm.from(), Integer::sum));
        List<ArmResult> results = shares.entrySet().stream()
                .map(share -> {
                    Counts own = counts.get(share.getKey());
                    boolean isControl = share.getKey().equals(control.arm());
                    return new ArmResult(
                            share.getKey(),
                            share.getValue() * 100.0 / Assigning.BUCKETS,
                            releaseOf(share.getKey(), arms),
                            own.clients(),
                            rate(own, held, Counts::replied, isControl, isEnough),
                            rate(own, held, Counts::purchased, isControl, isEnough));
                })
                .toList();
        return new Experiment(code, control.arm(), isEnough, results);
    }

    private static @Nullable Long releaseOf(String code, List<Assigning.Arm> arms) {
        return arms.stream()
                .filter(arm -> arm.arm().equals(code) && arm.release() != null)
                .map(Assigning.Arm::release)
                .findFirst()
                .orElse(null);
    }

    private static Rate rate(
            Counts own, Counts control, ToLongFunction<Counts> hits, boolean isControl, boolean isEnough) {
        long hit = hits.applyAsLong(own);
        double rate = own.clients() == 0 ? 0 : (double) hit / own.clients();
        Interval interval = Interval.ofRate(hit, own.clients());
        if (isControl || !isEnough) {
            return new Rate(hit, rate, interval, null, null, isControl ? "CONTROL" : "NOT_ENOUGH_DATA");
        }
        long controlHits = hits.applyAsLong(control);
        Interval lift = Interval.ofDifference(hit, own.clients(), controlHits, control.clients());
        String verdict = !lift.isAwayFromZero() ? "NO_DIFFERENCE_SEEN" : lift.low() > 0 ? "MORE" : "LESS";
        return new Rate(hit, rate, interval, rate - (double) controlHits / control.clients(), lift, verdict);
    }

    private Map<String, Counts> counts(String code, List<Assigning.Arm> arms, Instant from, Instant to) {
        Map<String, Counts> counts = new HashMap<>();
        arms.forEach(arm -> counts.put(arm.arm(), Counts.NONE));
        for (Group group : groups(code, arms, from, to)) {
            Assigning.Arm arm = arms.get(group.arm());
            var facts = new HashMap<String, Object>();
            facts.put("language", group.language());
            if (group.source() != null) {
                facts.put("source", group.source());
            }
            if (arm.row().holds(Subject.of(Facts.of(facts)))) {
                counts.merge(arm.arm(), group.counts(), Counts::plus);
            }
        }
        return counts;
    }

    private List<Group> groups(String code, List<Assigning.Arm> arms, Instant from, Instant to) {
        return jdbc.sql("""
                with wrote as (
                    select distinct client_id from event
                    where type in ('MESSAGE', 'BUTTON', 'CONTACT_SHARED') and at >= :from and at < :to),
                bought as (
                    select distinct client_id from purchase
                    where paid_at >= :from and paid_at < :to and refunded < amount)
                select arm.position, person.source, person.language, count(*) as clients,
                    count(wrote.client_id) as replied, count(bought.client_id) as purchased
                from (select id, source, language,
                        ('x' || left(md5(:code || ':' || id), 8))::bit(32)::bigint % :buckets as bucket
                      from client where created_at < :to) person
                join unnest(:lows::int[], :highs::int[]) with ordinality as arm (low, high, position)
                    on person.bucket >= arm.low and person.bucket < arm.high
                left join wrote on wrote.client_id = person.id
                left join bought on bought.client_id = person.id
                group by arm.position, person.source, person.language
                """)
                .param("code", code)
                .param("buckets", Assigning.BUCKETS)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("lows", arms.stream().map(Assigning.Arm::from).toArray(Integer[]::new))
                .param("highs", arms.stream().map(Assigning.Arm::to).toArray(Integer[]::new))
                .query((rs, n) -> new Group(
                        rs.getInt("position") - 1,
                        rs.getString("source"),
                        rs.getString("language"),
                        new Counts(rs.getLong("clients"), rs.getLong("replied"), rs.getLong("purchased"))))
                .list();
    }
}
