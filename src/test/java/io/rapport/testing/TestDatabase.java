package io.rapport.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A migrated, empty database of one's own on a real PostgreSQL, ready in a fraction of a second:
 *
 * <pre>{@code
 * final TestDatabase database = TestDatabase.create();
 * final Clients clients = new Clients(database.jdbc());
 * }</pre>
 *
 * Close it to give its connections back early; otherwise it goes with the JVM.
 */
public final class TestDatabase implements AutoCloseable {

    private final String name;
    private final HikariDataSource dataSource;

    private TestDatabase(String name) {
        this.name = name;
        this.dataSource = pool();
    }

    public static TestDatabase create() {
        return new TestDatabase(TestServer.createDatabase());
    }

    public String url() {
        return TestServer.url(name);
    }

    public String user() {
        return "postgres";
    }

    public String password() {
        return "";
    }

    /** A pool of at most 16 connections that are let go soon when they idle. */
    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @Override
    public void close() {
        disconnect();
        TestServer.dropDatabase(name);
    }

    void disconnect() {
        dataSource.close();
    }

    private HikariDataSource pool() {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url());
        config.setUsername(user());
        config.setPassword(password());
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(0);
        config.setIdleTimeout(10_000);
        return new HikariDataSource(config);
    }
}
