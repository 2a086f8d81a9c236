package io.rapport.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.RapportTest;
import io.rapport.testing.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RapportTest
class SetupPageTest {

    private static final String PASSWORD = "корабли лавировали";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SetupLink link;

    @BeforeEach
    void nobodyIsHere() {
        jdbc.sql("delete from app_user").update();
    }

    @Test
    void makesTheFirstAdministratorAndSignsThatPersonIn() {
        Visitor owner = Visitor.of(port);

        HttpResponse<String> made = submit(owner, "owner", PASSWORD, PASSWORD);

        assertThat(made.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/console"));
        assertThat(owner.get("/console").statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("select array_to_string(roles, ',') from app_user where name = 'owner'")
                        .query(String.class)
                        .single()
                        .split(","))
                .containsExactlyInAnyOrder("OPERATOR", "ANALYST", "PUBLISHER", "ADMIN");
        assertThat(jdbc.sql("select password_hash from app_user")
                        .query(String.class)
                        .single())
                .startsWith("{bcrypt}");
        assertThat(jdbc.sql("select count(*) from audit where action = 'FIRST_USER_CREATED' and actor = 'owner'")
                        .query(Long.class)
                        .single())
                .isPositive();
        assertThat(Visitor.of(port).signIn("owner", PASSWORD).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/console"));
    }

    @Test
    void worksOnlyOnce() {
        String path = link.path().orElseThrow();
        submit(Visitor.of(port), "owner", PASSWORD, PASSWORD);

        assertThat(link.path()).isEmpty();
        assertThat(Visitor.of(port).get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void isClosedToThoseWhoDoNotKnowTheSecret() {
        assertThat(Visitor.of(port).get("/setup").statusCode()).isEqualTo(404);
        assertThat(Visitor.of(port).get("/setup?token=guess").statusCode()).isEqualTo(404);
        assertThat(link.path().orElseThrow()).hasSizeGreaterThanOrEqualTo("/setup?token=".length() + 22);
    }

    @Test
    void saysWhatIsWrongAndKeepsTheName() {
        assertThat(submit(Visitor.of(port), "owner", "short", "short"))
                .returns(400, HttpResponse::statusCode)
                .satisfies(
                        page -> assertThat(page.body()).contains("не меньше 10").contains("value=\"owner\""));
        assertThat(submit(Visitor.of(port), "owner", PASSWORD, PASSWORD + "!").body())
                .contains("не совпали");
        assertThat(submit(Visitor.of(port), " ", PASSWORD, PASSWORD).body()).contains("Введите имя");
        assertThat(submit(Visitor.of(port), "owner", "ы".repeat(40), "ы".repeat(40))
                        .body())
                .contains("слишком длинный");
        assertThat(link.path()).isPresent();
    }

    @Test
    void letsOneOfTwoWinWhoComeAtOnce() throws Exception {
        var pool = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Integer>> tasks = IntStream.range(0, 6)
                    .<Callable<Integer>>mapToObj(i -> () -> submit(Visitor.of(port), "owner" + i, PASSWORD, PASSWORD)
                            .statusCode())
                    .toList();
            int winners = 0;
            for (var future : pool.invokeAll(tasks)) {
                winners += future.get() == 302 ? 1 : 0;
            }
            assertThat(winners).isOne();
            assertThat(jdbc.sql("select count(*) from app_user")
                            .query(Long.class)
                            .single())
                    .isOne();
        } finally {
            pool.shutdownNow();
        }
    }

    private HttpResponse<String> submit(Visitor visitor, String name, String password, String confirmation) {
        String path = link.path().orElse("/setup?token=gone");
        return visitor.submit(
                path,
                "/setup",
                Map.of(
                        "token",
                        path.substring(path.indexOf('=') + 1),
                        "name",
                        name,
                        "password",
                        password,
                        "confirmation",
                        confirmation));
    }
}
