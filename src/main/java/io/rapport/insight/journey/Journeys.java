package io.rapport.insight.journey;

import io.rapport.insight.kpi.ClientFigures;
import io.rapport.insight.kpi.Counted;
import io.rapport.insight.kpi.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Funnels and cycles of a period. */
@Component
public class Journeys {

    /** In the order in which clients pass them; {@code LOST} is no stage that anybody passes. */
    public static final List<String> STAGES = List.of("NEW", "ENGAGED", "QUALIFIED", "OFFERED", "CUSTOMER");

    /** Where one bar of the cycles ends and the next begins, in days. */
    public static final List<Integer> CYCLE_DAYS = List.of(1, 3, 7, 14, 30, 60, 90);

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final ZoneId zone;

    public Journeys(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            @Value("${rapport.zone:Europe/Moscow}") ZoneId zone) {
        this.jdbc = jdbc;
        this.snapshot = Counted.snapshot(transactions);
        this.zone = zone;
    }

    /** @param clients created in the period who have come at least as far */
    public record Reached(String stage, long clients) {}

    /** @param lost clients created in the period who are lost now, however far they had come */
    public record Funnel(List<Reached> stages, long lost) {}

    public Funnel funnel(Period period) {
        return Objects.requireNonNull(snapshot.execute(status -> {
            long[] furthest = new long[STAGES.size()];
            long[] lost = {0};
            jdbc.sql("""
                    with %s,
                    place as (select * from unnest(:stages::text[]) with ordinality as place (stage, position)),
                    reached as (
                        select client_id, position from stage_reached join place using (stage)
                        union all
                        select client_id, position from decision join place using (stage) where id > :decisions
                        union all
                        select client_id, :last from first_sale),
                    far as (select client_id, max(position) as position from reached group by client_id)
                    select greatest(1, far.position, place.position) as position, c.stage = 'LOST' as is_lost, count(*) as clients
                    from client c left join far on far.client_id = c.id left join place on place.stage = c.stage
                    where c.created_at >= :from and c.created_at < :to group by 1, 2
                    """.formatted(Counted.FIRST_SALE))
                    .params(parameters(period))
                    .query(rs -> {
                        furthest[rs.getInt("position") - 1] += rs.getLong("clients");
                        lost[0] += rs.getBoolean("is_lost") ? rs.getLong("clients") : 0;
                    });
            var stages = new ArrayList<Reached>();
            long sum = 0;
            for (int i = STAGES.size() - 1; i >= 0; i--) {
                sum += furthest[i];
                stages.add(0, new Reached(STAGES.get(i), sum));
            }
            return new Funnel(List.copyOf(stages), lost[0]);
        }));
    }

    /** How many customers won in the period took less than a day, and so on; the last number is of those who took longest. */
    public List<Long> cycles(Period period) {
        Long[] counts = new Long[CYCLE_DAYS.size() + 1];
        Arrays.fill(counts, 0L);
        jdbc.sql("""
                with %s
                select width_bucket(days, :bounds::float8[]) as bucket, count(*) as sales
                from (select %s as days from first_sale s join client c on c.id = s.client_id
                      where s.at >= :from and s.at < :to) cycle
                group by 1
                """.formatted(Counted.FIRST_SALE, ClientFigures.CYCLE))
                .params(parameters(period))
                .query(rs -> {
                    counts[rs.getInt("bucket")] = rs.getLong("sales");
                });
        return List.of(counts);
    }

    private Map<String, Object> parameters(Period period) {
        var parameters = new HashMap<>(Counted.places(jdbc));
        parameters.put("from", period.begin(zone));
        parameters.put("to", period.end(zone));
        parameters.put("stages", STAGES.toArray(String[]::new));
        parameters.put("last", STAGES.size());
        parameters.put("bounds", CYCLE_DAYS.stream().map(Double::valueOf).toArray(Double[]::new));
        return parameters;
    }
}
