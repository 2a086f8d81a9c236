package io.rapport.insight.kpi;

import io.rapport.insight.kpi.Figures.Cost;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What campaigns cost, and who came from those whose cost is known. */
final class CostFigures {

    private final JdbcClient jdbc;
    private final Cut cut;
    private final Map<String, Object> parameters;

    CostFigures(JdbcClient jdbc, Cut cut, Map<String, Object> parameters) {
        this.jdbc = jdbc;
        this.cut = cut;
        this.parameters = parameters;
    }

    Map<String, List<Cost>> costs() {
        record Sum(String key, String currency, BigDecimal amount, long leads, long sales) {}
        List<Sum> sums = jdbc.sql("""
                with %1$s,
                known as (select * from campaign_cost where day >= :first and day <= :last),
                spent as (select %2$s as key, currency, sum(amount) as amount from known group by 1, 2),
                came as (
                    select %3$s as key, known.currency, count(*) as leads, count(s.client_id) as sales
                    from (select distinct campaign, currency from known) known
                    join client c on c.source = known.campaign left join first_sale s on s.client_id = c.id
                    where c.created_at >= :from and c.created_at < :to group by 1, 2)
                select key, currency, coalesce(amount, 0) as amount, coalesce(leads, 0) as leads, coalesce(sales, 0) as sales
                from spent full join came using (key, currency) order by key, currency
                """.formatted(Counted.FIRST_SALE, cut.costKey(), cut.key("c.created_at")))
                .params(parameters)
                .query(Sum.class)
                .list();
        Map<String, List<Cost>> costs = new HashMap<>();
        sums.forEach(sum -> costs.computeIfAbsent(sum.key(), key -> new ArrayList<>())
                .add(new Cost(sum.currency(), sum.amount(), sum.leads(), sum.sales())));
        return costs;
    }
}
