package io.rapport.insight.kpi;

import io.rapport.insight.kpi.Figures.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leads, customers and money, for parts that tell clients apart. */
public final class ClientFigures {

    /** Of clients {@code c} who are customers {@code s}; events are looked up for them alone. */
    public static final String CYCLE = """
            extract(epoch from s.at - least(c.created_at, s.at,
                (select e.at from event e where e.client_id = c.id order by e.at, e.id limit 1)))::float8 / 86400
            """;

    private final JdbcClient jdbc;
    private final Cut cut;
    private final Map<String, Object> parameters;

    ClientFigures(JdbcClient jdbc, Cut cut, Map<String, Object> parameters) {
        this.jdbc = jdbc;
        this.cut = cut;
        this.parameters = parameters;
    }

    record Leads(String key, long leads, long converted) {}

    record Sales(
            String key,
            long sales,
            @Nullable Double median,
            @Nullable Double p90) {}

    List<Leads> leads() {
        return jdbc.sql("""
                with %s
                select %s as key, count(*) as leads, count(s.client_id) as converted
                from client c %s left join first_sale s on s.client_id = c.id
                where %s group by 1
                """.formatted(
                                Counted.FIRST_SALE, cut.key("c.created_at"), cut.join(), cut.counts("c.created_at")))
                .params(parameters)
                .query(Leads.class)
                .list();
    }

    List<Sales> sales() {
        return jdbc.sql("""
                with %s
                select key, count(*) as sales, (percentile_cont(array[0.5, 0.9]) within group (order by days))[1] as median,
                    (percentile_cont(array[0.5, 0.9]) within group (order by days))[2] as p90
                from (select %s as key, %s as days
                      from first_sale s join client c on c.id = s.client_id %s where %s) cycle
                group by key
                """.formatted(Counted.FIRST_SALE, cut.key("s.at"), CYCLE, cut.join(), cut.counts("s.at")))
                .params(parameters)
                .query(Sales.class)
                .list();
    }

    Map<String, List<Money>> money() {
        record Sum(
                String key, String currency, BigDecimal revenue, long purchases, BigDecimal lifetime, long customers) {}
        List<Sum> sums = jdbc.sql("""
                with %1$s
                select key, currency, sum(revenue) as revenue, sum(purchases) as purchases, sum(lifetime) as lifetime,
                    sum(customers) as customers
                from (
                    select %2$s as key, p.currency, sum(p.amount - p.refunded) as revenue,
                        count(*) filter (where p.refunded < p.amount) as purchases, 0 as lifetime, 0 as customers
                    from purchase p %7$s %4$s where %5$s group by 1, 2
                    union all
                    select %3$s, p.currency, 0, 0, sum(p.amount - p.refunded),
                        count(distinct p.client_id) filter (where p.refunded < p.amount)
                    from first_sale s join purchase p on p.client_id = s.client_id %7$s %4$s
                    where %6$s group by 1, 2) sums
                group by key, currency order by key, currency
                """.formatted(
                                Counted.FIRST_SALE,
                                cut.key("p.paid_at"),
                                cut.key("s.at"),
                                cut.join(),
                                cut.counts("p.paid_at"),
                                cut.counts("s.at"),
                                cut.asksForClients() ? "join client c on c.id = p.client_id" : ""))
                .params(parameters)
                .query(Sum.class)
                .list();
        Map<String, List<Money>> money = new HashMap<>();
        for (Sum sum : sums) {
            if (sum.purchases() > 0 || sum.customers() > 0) {
                money.computeIfAbsent(sum.key(), key -> new ArrayList<>())
                        .add(new Money(
                                sum.currency(), sum.revenue(), sum.purchases(), sum.lifetime(), sum.customers()));
            }
        }
        return money;
    }
}
