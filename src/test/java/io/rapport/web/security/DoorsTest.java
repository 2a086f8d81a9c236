package io.rapport.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.RapportTest;
import io.rapport.testing.Visitor;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RapportTest
class DoorsTest {

    private static final String NO_CLIENT = "/api/v1/clients/999999999";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void hirePeople() {
        hire("olga", "OPERATOR");
        hire("alex", "ANALYST");
        hire("anna", "ADMIN");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        // method, path, anonymous, wrong token, token, operator's session
        "GET,  /actuator/health,                     200, 200, 200, 200",
        "GET,  /actuator/prometheus,                 401, 401, 200, 403",
        "GET,  /actuator/env,                        401, 401, 403, 403",
        "GET,  /actuator,                            401, 401, 403, 403",
        "GET,  /v3/api-docs,                         200, 401, 200, 200",
        "GET,  /swagger-ui/index.html,               200, 401, 200, 200",
        "POST, /v3/api-docs,                         401, 401, 403, 403",
        "GET,  /api/v1/clients,                      401, 401, 200, 200",
        "GET,  /api/v1/clients/999999999,            401, 401, 404, 404",
        "GET,  /api/v1/clients/999999999/export,     401, 401, 404, 403",
        "POST, /api/v1/clients/999999999/opt-out,    401, 401, 404, 403",
        "DELETE, /api/v1/clients/999999999,          401, 401, 404, 403",
        "GET,  /api/v1/nothing/here,                 401, 401, 404, 404",
        "GET,  /api/v1/demo/clock,                   401, 401, 404, 403",
        "GET,  /console,                             302, 302, 302, 200",
        "GET,  /console/rules,                       302, 302, 302, 200",
        "GET,  /console/payments,                    302, 302, 302, 200",
        "POST, /console/payments/1/assign,           403, 403, 403, 403",
        "GET,  /api/v1/payments,                     401, 401, 200, 200",
        "POST, /api/v1/payments/1/undo,              401, 401, 404, 403",
        "POST, /webhooks/payments/generic,           401, 401, 401, 401",
        "GET,  /pay/nothing,                         404, 404, 404, 404",
        "GET,  /pay/pay.css,                         200, 200, 200, 200",
        "GET,  /console/sign-in,                     200, 200, 200, 200",
        "GET,  /console/assets/console.css,          200, 200, 200, 200",
        "POST, /console/clients/1/opt-out,           403, 403, 403, 403",
        "GET,  /nothing/here,                        404, 404, 404, 404",
        "GET,  /application.yaml,                    404, 404, 404, 404",
        "GET,  /,                                    302, 302, 302, 302",
    })
    void opensOnlyToWhomItShould(String method, String path, int anonymous, int wrongToken, int token, int session) {
        assertThat(visitor().send(method, path, "").statusCode())
                .as("anonymous")
                .isEqualTo(anonymous);
        assertThat(visitor()
                        .send(method, path, "", "Authorization", "Bearer wrong")
                        .statusCode())
                .as("wrong token")
                .isEqualTo(wrongToken);
        assertThat(visitor()
                        .send(method, path, "", "Authorization", "Bearer " + RapportTest.API_TOKEN)
                        .statusCode())
                .as("token")
                .isEqualTo(token);
        Visitor olga = visitor();
        olga.signIn("olga", "secret of olga");
        assertThat(olga.send(method, path, "").statusCode()).as("session").isEqualTo(session);
    }

    @Test
    void refusesWithProblemDetailsThatSayHowToGetIn() {
        HttpResponse<String> refusal = visitor().get(NO_CLIENT);

        assertThat(refusal.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"rapport\"");
        assertThat(refusal.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(refusal.body()).contains("\"status\":401").contains("Authorization: Bearer");
        assertThat(visitor()
                        .get(NO_CLIENT, "Authorization", "Bearer wrong")
                        .headers()
                        .firstValue("WWW-Authenticate"))
                .hasValueSatisfying(header -> assertThat(header).contains("invalid_token"));
    }

    @Test
    void neverTakesASessionForTheApisToken() {
        Visitor anna = visitor();
        anna.signIn("anna", "secret of anna");

        assertThat(anna.get(NO_CLIENT + "/export").statusCode()).isEqualTo(404);
        assertThat(anna.send("DELETE", NO_CLIENT, "").statusCode()).isEqualTo(403);
    }

    @Test
    void letsAnalystsReadButNotSpeakForClients() {
        Visitor alex = visitor();
        alex.signIn("alex", "secret of alex");

        assertThat(alex.get("/console").statusCode()).isEqualTo(200);
        assertThat(alex.submit("/console", "/console/clients/1/opt-out", Map.of())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void letsNeitherAnalystsNorOperatorsPublishOrMoveClients() {
        for (String name : new String[] {"alex", "olga"}) {
            Visitor visitor = visitor();
            visitor.signIn(name, "secret of " + name);
            for (String deed : new String[] {
                "/console/rules/publish", "/console/activity/sequences/ONBOARDING/move", "/console/jobs/review/runs"
            }) {
                assertThat(visitor.submit("/console", deed, Map.of()).statusCode())
                        .as(name + " " + deed)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void wantsTheTokenOfTheFormForEveryDeed() {
        Visitor olga = visitor();
        olga.signIn("olga", "secret of olga");

        assertThat(olga.form("/console/clients/999999999/opt-out", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(olga.submit("/console", "/console/clients/999999999/opt-out", Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void startsANewSessionAtSignInAndEndsItAtSignOut() {
        Visitor olga = visitor();
        olga.get("/console/sign-in");
        String before = session(olga);

        HttpResponse<String> in = olga.signIn("olga", "secret of olga");

        assertThat(in.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/console"));
        assertThat(in.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax"));
        assertThat(session(olga)).isNotEqualTo(before);

        olga.submit("/console", "/console/sign-out", Map.of());
        assertThat(olga.get("/console").statusCode()).isEqualTo(302);
    }

    @Test
    void saysTheSameOfAWrongNameAndAWrongPassword() {
        HttpResponse<String> wrongName = visitor().signIn("nobody", "secret of olga");
        HttpResponse<String> wrongPassword = visitor().signIn("olga", "wrong");

        assertThat(wrongName.statusCode()).isEqualTo(302);
        assertThat(wrongName.headers().firstValue("Location"))
                .isEqualTo(wrongPassword.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/console/sign-in?error"));
    }

    @Test
    void slowsDownWhoeverGuesses() {
        hire("victim", "ADMIN");
        for (int i = 0; i < 5; i++) {
            assertThat(visitor().signIn("victim", "guess " + i).statusCode()).isEqualTo(302);
        }

        HttpResponse<String> sixth = visitor().signIn("victim", "secret of victim");

        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(sixth.headers().firstValue("Retry-After")).isPresent();
        assertThat(sixth.body()).contains("Слишком много попыток");
        // another account is not locked out by it, nor this one in another spelling let through
        assertThat(visitor().signIn("VICTIM", "guess").statusCode()).isEqualTo(429);
        assertThat(visitor().signIn("olga", "secret of olga").statusCode()).isEqualTo(302);
    }

    @Test
    void mayBeFramedByAnySiteOnlyWhereTheChatIs() {
        assertThat(policy("/chat/nothing")).contains("default-src 'self'").contains("frame-ancestors *");
        assertThat(visitor().get("/chat/nothing").headers().firstValue("X-Frame-Options"))
                .isEmpty();
        for (String page : new String[] {"/console/sign-in", "/setup", "/api/v1/clients", "/nothing"}) {
            assertThat(policy(page)).as(page).contains("default-src 'self'").contains("frame-ancestors 'self'");
            assertThat(policy(page)).as(page).doesNotContain("unsafe");
            assertThat(visitor().get(page).headers().firstValue("X-Frame-Options"))
                    .as(page)
                    .hasValue("SAMEORIGIN");
            assertThat(visitor().get(page).headers().firstValue("X-Content-Type-Options"))
                    .hasValue("nosniff");
        }
        assertThat(policy("/swagger-ui/index.html"))
                .contains("style-src 'self' 'unsafe-inline'")
                .doesNotContain("script-src");
    }

    @ParameterizedTest
    @CsvSource({
        "//api/v1/clients",
        "/api/v1/clients;a=b",
        "/api/v1/%2e%2e/clients",
        "/API/v1/clients",
        "/console/../api"
    })
    void isNotFooledByOddSpellings(String path) {
        assertThat(visitor().get(path).statusCode()).isIn(400, 401, 404);
    }

    private Visitor visitor() {
        return Visitor.of(port);
    }

    private String policy(String path) {
        return visitor()
                .get(path)
                .headers()
                .firstValue("Content-Security-Policy")
                .orElse("");
    }

    private static String session(Visitor visitor) {
        return visitor.cookies().getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("rapport-session"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private void hire(String name, String role) {
        jdbc.sql("""
                insert into app_user (name, password_hash, roles, created_at) values (?, ?, array[?], now())
                on conflict do nothing
                """).params(name, "{noop}secret of " + name, role).update();
    }
}
