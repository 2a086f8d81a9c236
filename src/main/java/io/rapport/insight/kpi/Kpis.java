package io.rapport.insight.kpi;

import io.rapport.release.LiveRelease;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
            Figures total = parts(Cut.TOTAL, parameters).stream().findFirst().orElse(Figures.none(""));
            return new Report(period, by, attributionDays, total, parts(by, parameters));
        }));
    }

    /** Everything in the period, in one sum. */
    public Figures total(Period period) {
        return Objects.requireNonNull(snapshot.execute(status ->
                parts(Cut.TOTAL, parameters(period, 1)).stream().findFirst().orElse(Figures.none(""))));
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

    private List<Figures> parts(Cut by, Map<String, Object> parameters) {
        var parts = new TreeMap<String, Figures>();
        var clients = new ClientFigures(jdbc, by, parameters);
        var touches = new TouchFigures(jdbc, by, parameters);
        List<ClientFigures.Sales> sales = by.isOfTouches() ? touches.sales() : clients.sales();
        if (by.isOfTouches()) {
            Map<String, Long> won =
                    sales.stream().collect(Collectors.toMap(ClientFigures.Sales::key, ClientFigures.Sales::sales));
            touches.reached()
                    .forEach(r -> put(parts, r.key(), f -> f.withLeads(r.clients(), won.getOrDefault(r.key(), 0L))));
        } else {
            clients.leads().forEach(l -> put(parts, l.key(), f -> f.withLeads(l.leads(), l.converted())));
        }
        sales.forEach(s -> put(parts, s.key(), f -> f.withSales(s.sales(), s.median(), s.p90())));
        touches.replies().forEach(r -> put(parts, r.key(), f -> f.withReplies(r.delivered(), r.answered())));
        (by.isOfTouches() ? touches.money() : clients.money())
                .forEach((key, money) -> put(parts, key, f -> f.withMoney(money)));
        if (by.hasCosts()) {
            new CostFigures(jdbc, by, parameters)
                    .costs()
                    .forEach((key, costs) -> put(parts, key, f -> f.withCosts(costs)));
        }
        return List.copyOf(parts.values());
    }

    private static void put(Map<String, Figures> parts, String key, UnaryOperator<Figures> with) {
        parts.put(key, with.apply(parts.getOrDefault(key, Figures.none(key))));
    }
}
