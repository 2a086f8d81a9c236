package io.rapport.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.testing.Http;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** With a database of one's own that really stops and really comes back. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(DatabaseAwayTest.Rows.class)
class DatabaseAwayTest {

    @TempDir
    static Path folder;

    private static DataFolder data;
    private static Cluster cluster;
    private static ProcessHandle server;
    private static int serverPort;

    @LocalServerPort
    int port;

    @RestController
    record Rows(JdbcClient jdbc, TransactionTemplate transaction) {

        @GetMapping("/webhooks/rows")
        int plain() {
            return jdbc.sql("select 1").query(Integer.class).single();
        }

        @PostMapping("/api/v1/chat/rows")
        Integer inATransaction() {
            return transaction.execute(status -> plain());
        }
    }

    @DynamicPropertySource
    static void useADatabaseOfOnesOwn(DynamicPropertyRegistry properties) throws IOException {
        UnpackedPostgres.layInto(folder);
        data = DataFolder.open(folder.toString());
        cluster = new Cluster(data, Binaries.unpackInto(data.binaries()));
        cluster.prepare();
        serverPort = EmbeddedDatabase.freePort();
        server = cluster.start(serverPort);
        var password = data.password();
        properties.add("spring.datasource.url", () -> "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(serverPort));
        properties.add("spring.datasource.username", () -> Cluster.USER);
        properties.add("spring.datasource.password", () -> password);
        // how long each of the calls below waits for a connection that does not come
        properties.add("spring.datasource.hikari.connection-timeout", () -> 500);
        properties.add("rapport.data-dir", () -> folder.resolve("rapport").toString());
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.stop(server);
        data.close();
    }

    /** The application goes before its database does: waiting for one that is gone takes long. */
    @Test
    @DirtiesContext
    void answers503WhileTheDatabaseIsAwayAndHealsByItself() throws IOException {
        var http = Http.on(port);
        assertThat(http.get("/webhooks/rows").statusCode()).isEqualTo(200);
        assertThat(http.get("/actuator/health").statusCode()).isEqualTo(200);

        cluster.stop(server);
        assertUnavailable(http.get("/webhooks/rows"));
        assertUnavailable(http.post("/api/v1/chat/rows", "{}"));
        assertThat(http.get("/actuator/health").statusCode()).isEqualTo(503);

        server = cluster.start(serverPort);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(http.get("/webhooks/rows").statusCode()).isEqualTo(200);
            assertThat(http.post("/api/v1/chat/rows", "{}").statusCode()).isEqualTo(200);
        });
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("database").doesNotContain("jdbc", "Exception");
    }
}
