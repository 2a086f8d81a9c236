package io.rapport.content.exchange;

import io.rapport.content.check.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The invented school with which a first run begins: what lies in {@code db/demo}, read as anybody's files would be. */
@Component
public class DemoSchool {

    private static final String FOLDER = "/db/demo/";

    private final Exchange exchange;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public DemoSchool(Exchange exchange, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.exchange = exchange;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Loads all of it, or nothing where there is any content already; true if it loaded. */
    public boolean loadIfEmpty() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            // two nodes starting at once: the second waits here and then finds the school loaded
            jdbc.sql("select version from content_version order by of_table for update")
                    .query(Long.class)
                    .list();
            if (!isEmpty()) {
                return false;
            }
            load();
            return true;
        }));
    }

    private boolean isEmpty() {
        return jdbc.sql("""
                        select not exists (select 1 from product) and not exists (select 1 from content_library)
                               and not exists (select 1 from knowledge)
                        """).query(Boolean.class).single();
    }

    private void load() {
        Instant now = clock.instant();
        Vocabulary any = Vocabulary.permissive();
        demand("products.csv", exchange.importProducts(file("products.csv"), any, Strictness.ALL_OR_NOTHING, now));
        demand("content.csv", exchange.importContent(file("content.csv"), any, Strictness.ALL_OR_NOTHING, now));
        demand("knowledge.csv", exchange.importKnowledge(file("knowledge.csv"), any, Strictness.ALL_OR_NOTHING, now));
    }

    private static void demand(String name, ImportReport report) {
        if (!report.isClean()) {
            throw new IllegalStateException("The demo file " + name + " has errors: " + report.errors());
        }
    }

    private static byte[] file(String name) {
        try (InputStream file = DemoSchool.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException("The demo file " + FOLDER + name + " is missing from the jar");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
