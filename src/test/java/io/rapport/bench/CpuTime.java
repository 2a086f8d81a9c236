package io.rapport.bench;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What this process and the processes of the database have computed so far: tells a slow program from a busy machine. */
record CpuTime(Duration here, Duration database) {

    static CpuTime of(JdbcClient jdbc) {
        long backend = jdbc.sql("select pg_backend_pid()").query(Long.class).single();
        ProcessHandle postmaster =
                ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow();
        Duration database = postmaster.children().map(CpuTime::used).reduce(used(postmaster), Duration::plus);
        return new CpuTime(used(ProcessHandle.current()), database);
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    CpuTime minus(CpuTime before) {
        return new CpuTime(here.minus(before.here), database.minus(before.database));
    }
}
