package io.rapport.bench;

import io.rapport.engagement.rollup.Rollups;
import io.rapport.insight.journey.Journeys;
import io.rapport.insight.kpi.Cut;
import io.rapport.insight.kpi.Kpis;
import io.rapport.insight.kpi.Period;
import io.rapport.insight.row.RowReports;
import io.rapport.ruleset.Shipped;
import io.rapport.ruleset.table.Tables;
import io.rapport.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How long reports take on 100,000 clients with 2,000,000 events, 500,000 decisions and as many touches within 180 days:
 *
 * <pre>./mvnw -q test-compile exec:java -Dexec.mainClass=io.rapport.bench.ReportSpeed -Dexec.classpathScope=test</pre>
 */
public final class ReportSpeed {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");
    private static final int TIMES = 5;

    private ReportSpeed() {}

    public static void main(String[] args) {
        try (TestDatabase database = TestDatabase.create()) {
            invent(database);
            long began = System.nanoTime();
            Rollups.run(database, ZONE, NOW);
            database.jdbc().sql("analyze").update();
            System.out.printf("counted from nothing in %.1f s%n", (System.nanoTime() - began) / 1e9);
            // as much as comes in a quarter of an hour
            run(database, "update rolled_up set event = event - 2000");
            var journeys = new Journeys(
                    database.jdbc(),
                    Objects.requireNonNull(database.transaction().getTransactionManager()),
                    ZONE);
            var rows = new RowReports(
                    database.jdbc(),
                    Objects.requireNonNull(database.transaction().getTransactionManager()),
                    ZONE);
            Tables tables = Shipped.rules().tables();
            var kpis = new Kpis(
                    database.jdbc(),
                    Objects.requireNonNull(database.transaction().getTransactionManager()),
                    null,
                    ZONE);
            LocalDate today = LocalDate.ofInstant(NOW, ZONE);
            for (int days : new int[] {30, 180}) {
                Period period = Period.lastDays(days, today);
                time(database, "total, " + days + " days", () -> kpis.total(period));
                time(database, "funnel, " + days + " days", () -> journeys.funnel(period));
                time(database, "cycles, " + days + " days", () -> journeys.cycles(period));
                time(database, "rows, " + days + " days", () -> rows.of(period, 14, tables));
                for (Cut cut : Cut.OFFERED) {
                    if (cut != Cut.ARM) {
                        time(database, cut.word() + ", " + days + " days", () -> kpis.report(period, cut, 14));
                    }
                }
            }
        }
    }

    private static void time(TestDatabase database, String what, Runnable work) {
        List<Long> millis = new ArrayList<>();
        long cpu = cpuMillis(database);
        for (int i = 0; i < TIMES; i++) {
            long began = System.nanoTime();
            work.run();
            millis.add((System.nanoTime() - began) / 1_000_000);
        }
        millis.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%-24s median %4d ms, worst %4d ms, CPU of the database %4d ms each%n",
                what,
                millis.get(TIMES / 2),
                millis.get(TIMES - 1),
                (cpuMillis(database) - cpu) / TIMES);
    }

    /** On a busy machine the clock tells more of the others than of us. */
    private static long cpuMillis(TestDatabase database) {
        return database
                        .jdbc()
                        .sql("select pid from pg_stat_activity where datname = current_database()")
                        .query(Long.class)
                        .list()
                        .stream()
                        .mapToLong(ReportSpeed::ticks)
                        .sum()
                * 10;
    }

    private static long ticks(long pid) {
        try {
            String[] fields =
                    Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ");
            return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
        } catch (IOException e) {
            return 0;
        }
    }

    private static void invent(TestDatabase database) {
        run(database, "select setseed(0.5)");
        run(
                database,
                "insert into release (hash, author, published_at) select h, 'bench', '2026-01-01' from unnest(array['a', 'b']) h");
        run(database, """
                insert into client (created_at, source, language, stage)
                select timestamptz '2026-11-22 12:00Z' - (1 - n / 100000.0) * interval '180 days', (array['vk', 'tg', 'ya', null])[1 + n % 4], 'ru',
                    (array['NEW', 'ENGAGED', 'QUALIFIED', 'OFFERED', 'CUSTOMER'])[1 + (random() * 4.49)::int]
                from generate_series(1, 100000) n
                """);
        run(database, """
                insert into event (client_id, type, at, dedupe_key)
                select id, (array['MESSAGE', 'BUTTON', 'TOUCHED', 'REPLIED', 'ASKED_PRICE'])[1 + n % 5],
                    created_at + random() * (timestamptz '2026-11-22 12:00Z' - created_at), n
                from client, generate_series(1, 20) n order by 3
                """);
        run(database, """
                insert into decision (client_id, at, trigger, release_id, stage, action, sheet, outcome)
                select id, created_at + random() * (timestamptz '2026-11-22 11:00Z' - created_at), 'DUE', 1 + n % 2,
                    (array['NEW', 'ENGAGED', 'QUALIFIED', 'OFFERED'])[n], 'ANSWER', jsonb_build_object('facts', repeat('fact ', 200)),
                    jsonb_build_object('rows', (select jsonb_agg(jsonb_build_object('table', (array['scoring', 'fit', 'tagging', 'stages', 'replies'])[1 + r % 5],
                        'row', (array['S', 'F', 'T', 'G', 'R'])[1 + r % 5] || '-' || (random() * 60)::int, 'reason', repeat('why ', 20))) from generate_series(1, 8) r))
                from client, generate_series(1, 4) n where n <= 1 + random() * 4 order by 2
                """);
        run(database, """
                insert into touch (client_id, touch_key, kind, channel, recipient, state, decision_id, brief, message, planned_at, ready_at, sent_at,
                    row_id, content_id, release_id)
                select client_id, id, case when id % 2 = 0 then 'PROACTIVE' else 'REPLY' end, 'telegram', 'x', 'SENT', id, '{}',
                    jsonb_build_object('text', repeat('слово ', 50)), at, at, at + interval '5 seconds',
                    case when id % 2 = 0 then 'W-' || (random() * 60)::int end, case when id % 3 = 0 then 'c-' || id % 80 end, release_id
                from decision order by at
                """);
        run(database, """
                insert into purchase (client_id, product_code, provider, external_id, amount, currency, paid_at, refunded)
                select id, 'GROUP', 'bench', id || '-' || n, 4900, 'RUB', created_at + random() * (timestamptz '2026-11-22 12:00Z' - created_at),
                    case when random() < 0.05 then 4900 else 0 end
                from client, generate_series(1, 2) n where id % 8 = 0
                """);
        run(
                database,
                "insert into campaign (code, name, created_at, created_by) select c, c, '2026-01-01', 'bench' from unnest(array['vk', 'tg', 'ya']) c");
        run(database, """
                insert into campaign_cost (campaign, day, amount, currency, noted_by)
                select code, day, 1000, 'RUB', 'bench' from campaign, generate_series(date '2026-05-26', date '2026-11-22', interval '1 day') day
                """);
        run(database, "vacuum analyze");
    }

    private static void run(TestDatabase database, String sql) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
