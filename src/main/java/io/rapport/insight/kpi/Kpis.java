package io.rapport.insight.kpi;

import io.rapport.release.LiveRelease;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reports of the key figures. */
@Component
public class Kpis {

    /** What parts are made of; each costs a statement of its own. */
    public enum Kind {
        LEADS,
        SALES,
        MONEY,
        REPLIES,
        COSTS
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final LiveRelease live;
    private final ZoneId zone;

    public Kpis(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            LiveRelease live,
            @Value("${rapport.zone:Europe/Moscow}") ZoneId zone) {
        this.jdbc = jdbc;
        this.snapshot = Counted.snapshot(transactions);
        this.live = live;
        this.zone = zone;
    }

    /** @param attributionDays how long before a purchase its last touch may lie, from 1 on */
    public Report report(Period period, Cut by, int attributionDays) {
        return Objects.requireNonNull(snapshot.execute(status -> {
            Map<String, Object> parameters = parameters(period, attributionDays);
            if (by == Cut.ARM) {
                parameters.putAll(Arms.parameters(live, jdbc));
            }
            List<Figures> parts = parts(by, parameters, EnumSet.allOf(Kind.class));
            Figures total = by.addsUp() ? Sums.of(parts, cycles(parameters)) : total(parameters);
            return new Report(period, by, attributionDays, total, parts);
        }));
    }

    /** Parts with some kinds of figures only, for clients; the others are zero. Charts do not need them all. */
    public List<Figures> parts(Period period, Cut by, Set<Kind> kinds) {
        return Objects.requireNonNull(snapshot.execute(status -> parts(by, parameters(period, 1), kinds)));
    }

    /** Everything in the period, in one sum. */
    public Figures total(Period period) {
        return Objects.requireNonNull(snapshot.execute(status -> total(parameters(period, 1))));
    }

    private Figures total(Map<String, Object> parameters) {
        return parts(Cut.TOTAL, parameters, EnumSet.allOf(Kind.class)).stream()
                .findFirst()
                .orElse(Figures.none(""));
    }

    /** Medians are what does not add up. */
    private Optional<ClientFigures.Sales> cycles(Map<String, Object> parameters) {
        return new ClientFigures(jdbc, Cut.TOTAL, parameters).sales().stream().findFirst();
    }

    private Map<String, Object> parameters(Period period, int attributionDays) {
        var parameters = new HashMap<>(Counted.places(jdbc));
        parameters.put("from", period.begin(zone));
        parameters.put("to", period.end(zone));
        parameters.put("first", period.from());
        parameters.put("last", period.to());
        parameters.put("days", attributionDays);
        parameters.put("zone", zone.getId());
        return parameters;
    }

    private List<Figures> parts(Cut by, Map<String, Object> parameters, Set<Kind> kinds) {
        var parts = new TreeMap<String, Figures>();
        if (by.isOfTouches()) {
            ofTouches(new TouchFigures(jdbc, by, parameters), parts);
        } else {
            ofClients(new ClientFigures(jdbc, by, parameters), kinds, parts);
        }
        if (kinds.contains(Kind.REPLIES)) {
            new TouchFigures(jdbc, by, parameters)
                    .replies()
                    .forEach(r -> put(parts, r.key(), f -> f.withReplies(r.delivered(), r.answered())));
        }
        if (kinds.contains(Kind.COSTS) && by.hasCosts()) {
            new CostFigures(jdbc, by, parameters)
                    .costs()
                    .forEach((key, costs) -> put(parts, key, f -> f.withCosts(costs)));
        }
        return List.copyOf(parts.values());
    }

    private static void ofClients(ClientFigures clients, Set<Kind> kinds, Map<String, Figures> parts) {
        if (kinds.contains(Kind.LEADS)) {
            clients.leads().forEach(l -> put(parts, l.key(), f -> f.withLeads(l.leads(), l.converted())));
        }
        if (kinds.contains(Kind.SALES)) {
            clients.sales().forEach(s -> put(parts, s.key(), f -> f.withSales(s.sales(), s.median(), s.p90())));
        }
        if (kinds.contains(Kind.MONEY)) {
            clients.money().forEach((key, money) -> put(parts, key, f -> f.withMoney(money)));
        }
    }

    private static void ofTouches(TouchFigures touches, Map<String, Figures> parts) {
        List<ClientFigures.Sales> sales = touches.sales();
        Map<String, Long> won =
                sales.stream().collect(Collectors.toMap(ClientFigures.Sales::key, ClientFigures.Sales::sales));
        touches.reached()
                .forEach(r -> put(parts, r.key(), f -> f.withLeads(r.clients(), won.getOrDefault(r.key(), 0L))));
        sales.forEach(s -> put(parts, s.key(), f -> f.withSales(s.sales(), s.median(), s.p90())));
        touches.money().forEach((key, money) -> put(parts, key, f -> f.withMoney(money)));
    }

    private static void put(Map<String, Figures> parts, String key, UnaryOperator<Figures> with) {
        parts.put(key, with.apply(parts.getOrDefault(key, Figures.none(key))));
    }
}
