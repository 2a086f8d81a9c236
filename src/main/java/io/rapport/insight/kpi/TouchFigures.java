package io.rapport.insight.kpi;

import io.rapport.insight.kpi.Figures.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What came of touches; and for parts that tell touches apart, whom they reached and which purchases are theirs. */
final class TouchFigures {

    private final JdbcClient jdbc;
    private final Cut cut;
    private final Map<String, Object> parameters;

    TouchFigures(JdbcClient jdbc, Cut cut, Map<String, Object> parameters) {
        this.jdbc = jdbc;
        this.cut = cut;
        this.parameters = parameters;
    }

    record Replies(String key, long delivered, long answered) {}

    record Reached(String key, long clients) {}

    List<Replies> replies() {
        String key = cut == Cut.STAGE ? "coalesce(t.stage, c.stage)" : cut.key("t.sent_at");
        return jdbc.sql("""
                with %s
                select %s as key, count(*) as delivered, count(t.answered_at) as answered
                from touched t %s %s
                where t.is_proactive and %s group by 1
                """.formatted(
                                Counted.TOUCHED,
                                key,
                                cut.asksForClients() ? "join client c on c.id = t.client_id" : "",
                                cut.join(),
                                cut.counts("t.sent_at")))
                .params(parameters)
                .query(Replies.class)
                .list();
    }

    List<Reached> reached() {
        return jdbc.sql("""
                with %s
                select key, count(*) as clients from (
                    select distinct %s as key, t.client_id from touched t where t.sent_at >= :from and t.sent_at < :to) reached
                group by key
                """.formatted(Counted.TOUCHED, cut.key("t.sent_at")))
                .params(parameters)
                .query(Reached.class)
                .list();
    }

    List<ClientFigures.Sales> sales() {
        return jdbc.sql("""
                with %s
                select key, count(*) as sales, (percentile_cont(array[0.5, 0.9]) within group (order by days))[1] as median,
                    (percentile_cont(array[0.5, 0.9]) within group (order by days))[2] as p90
                from (select %s as key, %s as days
                      from (select *, paid_at as at from credited) s join credited t on t.id = s.id join client c on c.id = s.client_id
                      where s.is_first) cycle
                group by key
                """.formatted(Counted.CREDITED, cut.key("t.sent_at"), ClientFigures.CYCLE))
                .params(parameters)
                .query(ClientFigures.Sales.class)
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
                    select %2$s as key, t.currency, sum(t.net) as revenue, count(*) as purchases, 0 as lifetime, 0 as customers
                    from credited t group by 1, 2
                    union all
                    select %2$s, p.currency, 0, 0, sum(p.amount - p.refunded), count(distinct p.client_id)
                    from credited t join purchase p on p.client_id = t.client_id
                    where t.is_first and p.refunded < p.amount group by 1, 2) sums
                group by key, currency order by key, currency
                """.formatted(Counted.CREDITED, cut.key("t.sent_at")))
                .params(parameters)
                .query(Sum.class)
                .list();
        Map<String, List<Money>> money = new HashMap<>();
        sums.forEach(sum -> money.computeIfAbsent(sum.key(), key -> new ArrayList<>())
                .add(new Money(sum.currency(), sum.revenue(), sum.purchases(), sum.lifetime(), sum.customers())));
        return money;
    }
}
