package io.rapport.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Clients;
import io.rapport.client.Owner;
import io.rapport.testing.RapportTest;
import io.rapport.testing.Visitor;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@RapportTest
@Import(House.class)
class ConsolePagesTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    House house;

    @Autowired
    Clients clients;

    @Autowired
    Clock clock;

    private Visitor olga;
    private long anna;

    @BeforeEach
    void moveIn() {
        jdbc.sql("delete from client").update();
        jdbc.sql("delete from inbound").update();
        jdbc.sql("""
                insert into app_user (name, password_hash, roles, created_at)
                values ('olga', '{noop}secret of olga', array['OPERATOR'], now()) on conflict do nothing
                """).update();
        olga = Visitor.of(port);
        olga.signIn("olga", "secret of olga");
        anna = house.anna(clock.instant());
    }

    @Test
    void showsWhatClientsWroteAsTextAndNothingElse() {
        String page = olga.get("/console/clients/" + anna).body();

        assertThat(page).contains("Сколько стоит &lt;b&gt;группа&lt;/b&gt;?").doesNotContain("<b>группа</b>");
        assertThat(page).contains("7 900 ₽", "нет согласия на рассылку", "S-010", "scoring.xlsx › Правила!A5");
    }

    @Test
    void makesNoLinkOfAnAddressThatWouldRun() {
        jdbc.sql("""
                update touch set message = jsonb_set(message, '{attachment,url}', '"javascript:alert(1)"')
                where client_id = ? and kind = 'REPLY'
                """).param(anna).update();

        assertThat(olga.get("/console/clients/" + anna).body()).doesNotContain("href=\"javascript:");
    }

    @Test
    void hasNeitherScriptNorStyleInItsPages() {
        house.boris(clock.instant());
        house.setAside(clock.instant());
        for (String path : new String[] {
            "/console",
            "/console/clients/" + anna,
            "/console/clients/" + anna + "/plan",
            "/console/inbox-errors",
            "/console/rules",
            "/console/jobs",
            "/console/activity",
            "/console/activity/silences",
            "/console/activity/sequences",
            "/console/activity/experiments",
            "/console/activity/weeks",
            "/console/kpis",
            "/console/kpis/rows",
            "/console/payments",
            "/console/campaigns",
            "/console/imports",
            "/console/matches"
        }) {
            String page = olga.get(path).body();
            assertThat(page).as(path).doesNotContain("<style", " style=", " onclick=", "javascript:");
            assertThat(page.replaceAll("<script src=\"/console/assets/(time|parts|copy).js\" defer>", ""))
                    .as(path)
                    .doesNotContain("<script");
            assertThat(page).as(path).doesNotContain("??");
        }
    }

    @Test
    void findsClientsAndFiltersThem() {
        house.boris(clock.instant());

        assertThat(olga.get("/console?q=anna%40example").body())
                .contains("Анна Смирнова")
                .doesNotContain("№ " + boris());
        assertThat(olga.get("/console?show=people").body())
                .doesNotContain("Анна Смирнова")
                .contains("№ " + boris());
        assertThat(olga.get("/console?show=waiting").body())
                .doesNotContain("Анна Смирнова")
                .contains("№ " + boris());
        assertThat(olga.get("/console?q=nobody-is-called-so").body()).contains("Никого не нашли");
    }

    @Test
    void handsOverOptsOutAndTakesBoth() {
        String page = "/console/clients/" + anna;

        olga.submit(page, page + "/owner", Map.of("owner", "HUMAN"));
        olga.submit(page, page + "/opt-out", Map.of());
        assertThat(clients.find(anna).orElseThrow())
                .matches(client -> client.owner() == Owner.HUMAN)
                .matches(client -> client.isOptedOut());
        assertThat(olga.get(page).body()).contains("Вернуть боту", "Снять отписку");

        olga.submit(page, page + "/owner", Map.of("owner", "BOT"));
        olga.submit(page, page + "/opt-in", Map.of());
        assertThat(clients.find(anna).orElseThrow())
                .matches(client -> client.owner() == Owner.BOT)
                .matches(client -> !client.isOptedOut());
        assertThat(jdbc.sql("select actor || ' ' || action from audit where subject = ? order by id")
                        .param("client/" + anna)
                        .query(String.class)
                        .list())
                .containsExactly("olga HANDED_OFF", "olga OPTED_OUT", "olga RETURNED_TO_BOT", "olga OPTED_IN");
    }

    @Test
    void givesAMessageThatWasSetAsideAnotherTry() {
        long message = house.setAside(clock.instant());
        assertThat(olga.get("/console/inbox-errors").body()).contains("no such template T-99", "клиент № " + anna);

        olga.submit("/console/inbox-errors", "/console/inbox-errors/" + message + "/retry", Map.of());

        assertThat(jdbc.sql("select state from inbound where id = ?")
                        .param(message)
                        .query(String.class)
                        .single())
                .isNotEqualTo("SET_ASIDE");
    }

    @Test
    void letsTheRulesBeTakenHome() {
        String hash = jdbc.sql("select hash from release order by id desc limit 1")
                .query(String.class)
                .single();
        assertThat(olga.get("/console/rules").body()).contains("scoring.xlsx", hash);

        HttpResponse<String> file = olga.get("/console/rules/file?path=scoring.xlsx");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment")
                .contains("scoring.xlsx");
        assertThat(olga.get("/console/rules/file?path=../application.yaml").statusCode())
                .isEqualTo(404);
    }

    @Test
    void remembersTheLanguage() {
        assertThat(olga.get("/console").body()).contains("lang=\"ru\"", "Сегодня");
        assertThat(Visitor.of(port)
                        .get("/console/sign-in", "Accept-Language", "de, en;q=0.8")
                        .body())
                .contains("Password");

        olga.get("/console?lang=en");

        assertThat(olga.get("/console").body()).contains("lang=\"en\"", "Today");
        assertThat(olga.get("/console?lang=xx'%22%3E").statusCode()).isEqualTo(200);
    }

    @Test
    void saysInWordsThatThereIsNobody() {
        for (String path : new String[] {"/console/clients/999999999", "/console/clients/abc"}) {
            assertThat(olga.get(path))
                    .returns(404, HttpResponse::statusCode)
                    .satisfies(page -> assertThat(page.body()).contains("Такой страницы нет"));
        }
    }

    private long boris() {
        return clients.find("webchat", "session-2").orElseThrow().id();
    }
}
