package io.rapport.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.RapportApplication;
import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The default run: nothing configured but a folder. */
class DemoHouseTest {

    @TempDir
    Path folder;

    @Test
    void keepsItsTimeOverARestartAndTellsWhereEverythingIs() {
        Instant before;
        try (var house = start()) {
            var http = http(house);
            var today = now(http.get("/api/v1/demo/clock").body());
            before =
                    now(http.post("/api/v1/demo/clock", "{\"advance\":\"P7D\"}").body());
            assertThat(Duration.between(today, before))
                    .isBetween(Duration.ofDays(7), Duration.ofDays(7).plusMinutes(1));
            for (var nonsense :
                    new String[] {"\"-P1D\"", "\"PT0S\"", "\"P400D\"", "\"tomorrow\"", "null", "{}", "[1]"}) {
                var refusal = http.post("/api/v1/demo/clock", "{\"advance\":" + nonsense + "}");
                assertThat(refusal.statusCode()).as(nonsense).isEqualTo(400);
                assertThat(refusal.body()).contains("\"field\":\"advance\"");
            }
            assertThat(house.getBean(Welcome.class).text())
                    .contains("http://localhost:" + port(house) + "/chat")
                    .contains(folder.toAbsolutePath().toString())
                    .contains("RAPPORT_API_TOKEN")
                    .doesNotContain(RapportTest.API_TOKEN);
        }
        try (var house = start()) {
            assertThat(now(http(house).get("/api/v1/demo/clock").body()))
                    .isBetween(before, before.plus(Duration.ofMinutes(2)));
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplication(RapportApplication.class)
                .run("--server.port=0", "--rapport.data-dir=" + folder, "--rapport.api-token=" + RapportTest.API_TOKEN);
    }

    private static Http http(ConfigurableApplicationContext house) {
        return Http.on(port(house));
    }

    private static int port(ConfigurableApplicationContext house) {
        return house.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static Instant now(String body) {
        return Instant.parse(JsonMapper.shared().readTree(body).get("now").asString());
    }
}
