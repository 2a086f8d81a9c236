package io.rapport.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.insight.ExperimentView.ArmResult;
import io.rapport.insight.ExperimentView.Experiment;
import io.rapport.ruleset.Shipped;
import io.rapport.testing.TestDatabase;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the shipped experiment: one client in ten is the holdout. */
class ExperimentViewTest {

    private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-01T00:00:00Z");

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tellsALiftWithItsIntervalOnceThereAreEnoughClients() {
        clients(20_000);
        replies("id % 4 = 0 or (not is_held and id % 4 = 1)");

        Map<String, ArmResult> arms = arms();

        assertThat(arms.get("CONTROL").clients()).isBetween(1_850L, 2_150L);
        assertThat(arms.get("CONTROL").clients() + arms.get("TOUCHED").clients())
                .isEqualTo(20_000);
        assertThat(arms.get("CONTROL").replied().verdict()).isEqualTo("CONTROL");
        assertThat(arms.get("TOUCHED").replied().verdict()).isEqualTo("MORE");
        assertThat(arms.get("TOUCHED").replied().lift()).isBetween(0.21, 0.29);
        assertThat(arms.get("TOUCHED").replied().liftInterval().low()).isGreaterThan(0.2);
        assertThat(arms.get("TOUCHED").purchased().verdict()).isEqualTo("NO_DIFFERENCE_SEEN");
    }

    @Test
    void saysHonestlyThatThereIsNotEnoughData() {
        clients(5_000);
        replies("not is_held");

        Experiment experiment = experiment();

        assertThat(experiment.isEnough()).isFalse();
        assertThat(arms().get("TOUCHED").replied().verdict()).isEqualTo("NOT_ENOUGH_DATA");
        assertThat(arms().get("TOUCHED").replied().lift()).isNull();
    }

    @Test
    void countsOnlyWhatHappenedInThePeriodAndEachClientOnce() {
        clients(30);
        event(7, "2026-10-05T00:00:00Z", "MESSAGE");
        event(7, "2026-10-06T00:00:00Z", "MESSAGE");
        event(8, "2026-09-30T23:59:59Z", "MESSAGE");
        event(9, "2026-11-01T00:00:00Z", "MESSAGE");
        event(10, "2026-10-05T00:00:00Z", "LINK_CLICKED");
        purchase(11, 4900, 0);
        purchase(12, 4900, 4900);

        assertThat(arms().values().stream()
                        .mapToLong(arm -> arm.replied().clients())
                        .sum())
                .isEqualTo(1);
        assertThat(arms().values().stream()
                        .mapToLong(arm -> arm.purchased().clients())
                        .sum())
                .isEqualTo(1);
    }

    private Experiment experiment() {
        return new ExperimentView(database.jdbc())
                .of(Shipped.rules().arms(), FROM, TO).stream()
                        .filter(experiment -> experiment.code().equals("HOLDOUT"))
                        .findFirst()
                        .orElseThrow();
    }

    private Map<String, ArmResult> arms() {
        return experiment().arms().stream().collect(Collectors.toMap(ArmResult::arm, Function.identity()));
    }

    private void clients(int count) {
        run("insert into client (created_at) select timestamptz '2026-09-01' from generate_series(1, %d)"
                .formatted(count));
    }

    /** The holdout is found here in plain SQL, as an outsider would. */
    private void replies(String which) {
        run("""
                insert into event (client_id, type, at, dedupe_key)
                select id, 'MESSAGE', timestamptz '2026-10-10', 'm' from (
                    select id, ('x' || left(md5('HOLDOUT:' || id), 8))::bit(32)::bigint %% 10000 < 1000 as is_held
                    from client) c
                where %s
                """.formatted(which));
    }

    private void event(long client, String at, String type) {
        run("insert into event (client_id, type, at, dedupe_key) values (%d, '%s', '%s', '%s')"
                .formatted(client, type, at, at));
    }

    private void purchase(long client, int amount, int refunded) {
        run("""
                insert into purchase (client_id, product_code, provider, external_id, amount, currency, paid_at, refunded)
                values (%d, 'GROUP', 'test', '%d', %d, 'RUB', '2026-10-10', %d)
                """.formatted(client, client, amount, refunded));
    }

    private void run(String sql) {
        database.jdbc().sql(sql).update();
    }
}
