package io.rapport.client.campaign;

import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What campaigns cost, day by day. A day has one amount: noting it again replaces it, so that a report may be taken in twice. */
@Component
public class Costs {

    private final JdbcClient jdbc;

    public Costs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What became of the days of a report. */
    public record Noted(int added, int changed, int unchanged) {}

    public Noted note(List<DayCost> costs, String by) {
        List<Boolean> fates = jdbc.sql("""
                insert into campaign_cost (campaign, day, amount, currency, noted_by)
                select campaign, day::date, amount::numeric, currency, :by
                from unnest(:campaigns::text[], :days::text[], :amounts::text[], :currencies::text[])
                    as t (campaign, day, amount, currency)
                order by campaign, day
                on conflict (campaign, day) do update
                set amount = excluded.amount, currency = excluded.currency, noted_by = excluded.noted_by
                where (campaign_cost.amount, campaign_cost.currency) <> (excluded.amount, excluded.currency)
                returning xmax = 0
                """)
                .param("by", by)
                .param("campaigns", texts(costs, DayCost::campaign))
                .param("days", texts(costs, cost -> cost.day().toString()))
                .param("amounts", texts(costs, cost -> cost.amount().toPlainString()))
                .param("currencies", texts(costs, DayCost::currency))
                .query(Boolean.class)
                .list();
        int added = (int) fates.stream().filter(isNew -> isNew).count();
        return new Noted(added, fates.size() - added, costs.size() - fates.size());
    }

    /** The newest first. */
    public List<DayCost> of(String campaign) {
        return jdbc.sql(
                        "select campaign, day, amount, currency from campaign_cost where campaign = :campaign order by day desc")
                .param("campaign", campaign)
                .query(DayCost.class)
                .list();
    }

    private static String[] texts(List<DayCost> costs, Function<DayCost, String> text) {
        return costs.stream().map(text).toArray(String[]::new);
    }
}
