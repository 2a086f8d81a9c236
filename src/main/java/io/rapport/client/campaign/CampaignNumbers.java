package io.rapport.client.campaign;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What came of the campaigns, counted anew from clients, purchases and costs. */
@Component
public class CampaignNumbers {

    private final JdbcClient jdbc;

    public CampaignNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public record Sum(BigDecimal amount, String currency) {}

    /** A source that no campaign stands for. */
    public record Stray(String source, long leads) {}

    /**
     * @param leads who came from it
     * @param contacts of these, whose phone or e-mail we know
     * @param sales purchases of these that were not given back wholly
     * @param revenue what is left of them after refunds
     */
    public record Numbers(long leads, long contacts, long sales, List<Sum> revenue, List<Sum> cost) {

        static final Numbers NONE = new Numbers(0, 0, 0, List.of(), List.of());

        /** Absent where the cost is not known, or in several currencies, which have no sum. */
        public @Nullable Sum costPerLead() {
            return Per.of(cost, leads);
        }

        public @Nullable Sum costPerSale() {
            return Per.of(cost, sales);
        }
    }

    /** By the codes of all campaigns that have any. */
    public Map<String, Numbers> all() {
        Map<String, Numbers> all = new HashMap<>();
        jdbc.sql("""
                select source, count(*) as leads,
                    count(*) filter (where phone is not null or email is not null) as contacts
                from client where source in (select code from campaign) group by source
                """).query(rs -> {
            var people = new Numbers(rs.getLong("leads"), rs.getLong("contacts"), 0, List.of(), List.of());
            all.put(rs.getString("source"), people);
        });
        jdbc.sql("""
                select client.source, currency, count(*) as sales, sum(purchase.amount - purchase.refunded) as revenue
                from purchase join client on client.id = purchase.client_id
                where purchase.amount > purchase.refunded and client.source in (select code from campaign)
                group by client.source, currency order by currency
                """).query(rs -> {
            var sum = new Sum(rs.getBigDecimal("revenue"), rs.getString("currency"));
            long sales = rs.getLong("sales");
            all.computeIfPresent(
                    rs.getString("source"),
                    (code, n) -> new Numbers(n.leads, n.contacts, n.sales + sales, and(n.revenue, sum), n.cost));
        });
        jdbc.sql(
                        "select campaign, currency, sum(amount) as cost from campaign_cost group by campaign, currency order by currency")
                .query(rs -> {
                    var sum = new Sum(rs.getBigDecimal("cost"), rs.getString("currency"));
                    String code = rs.getString("campaign");
                    var n = all.getOrDefault(code, Numbers.NONE);
                    all.put(code, new Numbers(n.leads, n.contacts, n.sales, n.revenue, and(n.cost, sum)));
                });
        return all;
    }

    public Numbers of(String code) {
        return all().getOrDefault(code, Numbers.NONE);
    }

    /** Codes that clients came with and that are no campaign's, those of most clients first. */
    public List<Stray> strays(int limit) {
        return jdbc.sql("""
                select source, count(*) as leads from client
                where source is not null and not exists (select 1 from campaign where campaign.code = client.source)
                group by source order by leads desc, source limit :limit
                """).param("limit", limit).query(Stray.class).list();
    }

    private static List<Sum> and(List<Sum> sums, Sum sum) {
        var more = new ArrayList<>(sums);
        more.add(sum);
        return List.copyOf(more);
    }
}
