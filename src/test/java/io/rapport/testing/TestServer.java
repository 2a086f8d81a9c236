package io.rapport.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One real PostgreSQL for the whole test JVM, in the locale of production but forgetful for the sake of speed. */
final class TestServer {

    private static final String TEMPLATE = "rapport_template";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private TestServer() {}

    static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(SERVER.getPort(), database);
    }

    static String createDatabase() {
        var name = "test_" + COUNT.incrementAndGet();
        // PostgreSQL copies a template for one client at a time, and refuses the others instead of letting them wait.
        synchronized (TestServer.class) {
            admin().sql("create database %s template %s".formatted(name, TEMPLATE))
                    .update();
        }
        return name;
    }

    static void dropDatabase(String name) {
        admin().sql("drop database if exists %s with (force)".formatted(name)).update();
    }

    private static JdbcClient admin() {
        return JdbcClient.create(SERVER.getPostgresDatabase());
    }

    private static EmbeddedPostgres start() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale-provider", "icu")
                    .setLocaleConfig("icu-locale", "ru-RU")
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "''")
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("jit", "off")
                    .setRegisterShutdownHook(false)
                    .start();
            // After the applications have closed: without their database they would wait for it at their end.
            SpringApplication.getShutdownHandlers().add(() -> stop(server));
            JdbcClient.create(server.getPostgresDatabase())
                    .sql("create database " + TEMPLATE)
                    .update();
            Flyway.configure()
                    .dataSource(server.getDatabase("postgres", TEMPLATE))
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
