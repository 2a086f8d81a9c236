package io.rapport.insight.kpi;

import io.rapport.insight.kpi.Figures.Cost;
import io.rapport.insight.kpi.Figures.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The total of parts that tell everything apart and count nothing twice. */
final class Sums {

    private Sums() {}

    static Figures of(List<Figures> parts, Optional<ClientFigures.Sales> cycles) {
        var money = new TreeMap<String, Money>();
        var costs = new TreeMap<String, Cost>();
        for (Figures part : parts) {
            part.money().forEach(m -> money.merge(m.currency(), m, Sums::add));
            part.costs().forEach(c -> costs.merge(c.currency(), c, Sums::add));
        }
        return new Figures(
                "",
                sum(parts, Figures::leads),
                sum(parts, Figures::converted),
                sum(parts, Figures::sales),
                cycles.map(ClientFigures.Sales::median).orElse(null),
                cycles.map(ClientFigures.Sales::p90).orElse(null),
                sum(parts, Figures::delivered),
                sum(parts, Figures::answered),
                new ArrayList<>(money.values()),
                new ArrayList<>(costs.values()));
    }

    private static Money add(Money one, Money other) {
        return new Money(
                one.currency(),
                one.revenue().add(other.revenue()),
                one.purchases() + other.purchases(),
                one.lifetime().add(other.lifetime()),
                one.customers() + other.customers());
    }

    private static Cost add(Cost one, Cost other) {
        return new Cost(
                one.currency(),
                one.amount().add(other.amount()),
                one.leads() + other.leads(),
                one.sales() + other.sales());
    }

    private static long sum(List<Figures> parts, ToLongFunction<Figures> number) {
        return parts.stream().mapToLong(number).sum();
    }
}
