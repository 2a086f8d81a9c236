package io.rapport.engagement;

import io.rapport.release.LiveRelease;
import io.rapport.release.Release;
import io.rapport.ruleset.table.Condition;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Tables;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Those inside the sequences, all together: how many, by which release, and how they come to go on by the live one. */
@Component
public class Insiders {

    private final JdbcClient jdbc;
    private final LiveRelease live;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Insiders(JdbcClient jdbc, LiveRelease live, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.live = live;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param step the last step taken; 0 before the first */
    public record Group(String sequence, long release, int step, long clients) {}

    public List<Group> groups() {
        return jdbc.sql("""
                        select sequence, release_id, step, count(*) as clients from sequence_enrolment
                        where ended_at is null group by sequence, release_id, step order by sequence, release_id, step
                        """)
                .query((rs, n) -> new Group(
                        rs.getString("sequence"), rs.getLong("release_id"), rs.getInt("step"), rs.getLong("clients")))
                .list();
    }

    /**
     * @param moved who goes on by the live release from now on
     * @param ending those of them for whom no step is left there: their sequence ends
     */
    public record Moved(long release, long moved, long ending) {}

    /** @param sequence only those inside this one; absent means all */
    public Moved moveToLive(@Nullable String sequence) {
        return Objects.requireNonNull(transaction.execute(status -> move(sequence, live.current())));
    }

    private Moved move(@Nullable String sequence, Release to) {
        // In the order in which everybody locks clients; then they are due, because another step may be next.
        List<Long> clients = jdbc.sql("""
                        select client.id from client
                        where id in (select client_id from sequence_enrolment where ended_at is null
                            and release_id <> :release and (:sequence::text is null or sequence = :sequence))
                        order by id for no key update
                        """)
                .param("release", to.id())
                .param("sequence", sequence)
                .query(Long.class)
                .list();
        Long[] ids = clients.toArray(Long[]::new);
        List<Group> moved = jdbc.sql("""
                        update sequence_enrolment set release_id = :release
                        where ended_at is null and client_id = any (:clients) returning sequence, release_id, step
                        """)
                .param("release", to.id())
                .param("clients", ids)
                .query((rs, n) -> new Group(rs.getString("sequence"), rs.getLong("release_id"), rs.getInt("step"), 1))
                .list();
        jdbc.sql(
                        "update client set due_at = least(due_at, :now), due_reason = 'series moved' where id = any (:clients)")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("clients", ids)
                .update();
        Tables tables = to.rules().tables();
        long ending = moved.stream()
                .filter(group -> steps(tables, group.sequence()).size() <= group.step())
                .count();
        return new Moved(to.id(), moved.size(), ending);
    }

    /** The steps of a sequence, in the order of their numbers. */
    public static List<Row> steps(Tables tables, String sequence) {
        return tables.table("steps").rows().stream()
                .filter(row -> row.conditions().stream()
                        .anyMatch(condition -> condition instanceof Condition.OneOf of
                                && of.column().key().equals("sequence")
                                && of.values().contains(sequence)))
                .sorted(java.util.Comparator.comparing(row -> number(row, "step")))
                .toList();
    }

    /** The number that a step's cell asks for: its place, or its delay in hours. */
    public static long number(Row step, String column) {
        return step.conditions().stream()
                .filter(condition -> condition.column().key().equals(column))
                .mapToLong(condition -> condition instanceof Condition.Equal equal
                        ? equal.number().longValue()
                        : condition instanceof Condition.AtLeast least
                                ? least.bound().longValue()
                                : 0)
                .findFirst()
                .orElse(0);
    }
}
