package io.rapport.engagement.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Runs of jobs. Of each job at most one has not ended, on whichever node. */
@Repository
class JobRuns {

    private static final TypeReference<Map<String, Long>> POSITION = new TypeReference<>() {};

    private final JdbcClient jdbc;

    JobRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param finishedAt absent while it runs
     * @param outcome absent while it runs
     */
    record Run(
            long id,
            String job,
            Instant startedAt,
            @Nullable Instant finishedAt,
            String startedBy,
            @Nullable String outcome,
            Map<String, Long> position,
            @Nullable String summary) {

        boolean isRunning() {
            return finishedAt == null;
        }
    }

    Optional<Run> latest(String job) {
        return one("select * from job_run where job = :job order by id desc limit 1", job);
    }

    Optional<Run> latestDone(String job) {
        return one("select * from job_run where job = :job and outcome = 'DONE' order by id desc limit 1", job);
    }

    private Optional<Run> one(String sql, String job) {
        return jdbc.sql(sql).param("job", job).query(JobRuns::run).optional();
    }

    /** @return whether it has begun; not if one of this job runs already */
    boolean begin(String job, String by, Map<String, Long> position, Instant now) {
        return jdbc.sql("""
                        insert into job_run (job, started_at, started_by, position) values (:job, :now, :by, :position::jsonb)
                        on conflict (job) where finished_at is null do nothing
                        """)
                        .param("job", job)
                        .param("by", by)
                        .param("position", json(position))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** The run that has not ended, for this transaction alone: whoever else is at it waits, and then goes on from there. */
    Optional<Run> lockRunning(String job) {
        return one("select * from job_run where job = :job and finished_at is null for update", job);
    }

    void moved(long id, Map<String, Long> position) {
        jdbc.sql("update job_run set position = :position::jsonb where id = :id")
                .param("id", id)
                .param("position", json(position))
                .update();
    }

    void finish(long id, String outcome, Map<String, Long> position, String summary, Instant now) {
        jdbc.sql("""
                update job_run set finished_at = greatest(started_at, :now), outcome = :outcome, position = :position::jsonb,
                    summary = :summary
                where id = :id and finished_at is null
                """)
                .param("id", id)
                .param("outcome", outcome)
                .param("position", json(position))
                .param("summary", summary.substring(0, Math.min(summary.length(), 1_000)))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Run run(ResultSet rs, int number) throws SQLException {
        var finished = rs.getObject("finished_at", OffsetDateTime.class);
        return new Run(
                rs.getLong("id"),
                rs.getString("job"),
                rs.getObject("started_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                rs.getString("started_by"),
                rs.getString("outcome"),
                JsonMapper.shared().readValue(rs.getString("position"), POSITION),
                rs.getString("summary"));
    }

    private static String json(Map<String, Long> position) {
        return JsonMapper.shared().writeValueAsString(position);
    }
}
