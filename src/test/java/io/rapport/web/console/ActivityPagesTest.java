package io.rapport.web.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.testing.RapportTest;
import io.rapport.testing.Visitor;
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
class ActivityPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    House house;

    @Autowired
    Clock clock;

    private Visitor petra;

    @BeforeEach
    void moveIn() {
        jdbc.sql("delete from client").update();
        jdbc.sql("""
                insert into app_user (name, password_hash, roles, created_at)
                values ('petra', '{noop}secret of petra', array['PUBLISHER'], now()),
                       ('oleg', '{noop}secret of oleg', array['OPERATOR'], now()) on conflict do nothing
                """).update();
        petra = Visitor.of(port);
        petra.signIn("petra", "secret of petra");
    }

    @Test
    void saysWhatIsMissingWhereNothingHasHappenedYet() {
        assertThat(page("/console/activity")).contains("никому не писал сам", "Почему молчали");
        assertThat(page("/console/activity/silences")).contains("причин молчать не записано");
        assertThat(page("/console/activity/sequences")).contains("ONBOARDING", "Сейчас внутри никого");
        assertThat(page("/console/activity/experiments")).contains("данных пока мало");
        assertThat(page("/console/activity?days=%D1%8F'%22")).contains("aria-current=\"true\"");
    }

    @Test
    void movesThoseInsideToTheLiveRulesAndSaysHowMany() {
        house.vera(clock.instant());
        assertThat(page("/console/activity/sequences")).contains("по старым правилам № -7", "прошли шаг 1: 1");

        petra.submit("/console/activity/sequences", "/console/activity/sequences/ONBOARDING/move", Map.of());

        assertThat(page("/console/activity/sequences"))
                .contains("Переведено на правила", "по действующим правилам")
                .doesNotContain("по старым правилам №");
        assertThat(jdbc.sql(
                                "select actor || ' ' || action from audit where subject = 'sequence/ONBOARDING' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("petra MOVED_SEQUENCE");
    }

    @Test
    void publishesTheFolderAndTellsWhatBecameOfThoseInside() {
        house.vera(clock.instant());
        assertThat(page("/console/rules"))
                .contains("Сейчас внутри цепочек", "прошли шаг 1: 1", "перевести на новые правила");

        house.courses();
        petra.submit("/console/rules", "/console/rules/publish", Map.of("enrolments", "MOVE"));

        assertThat(page("/console/rules"))
                .contains("В папке ничего не изменилось", "Переведено внутри цепочек: 1")
                .contains("Сомнительных мест");
    }

    @Test
    void namesEveryCellThatStandsInTheWayOfPublishing() {
        jdbc.sql("delete from product").update();

        petra.submit("/console/rules", "/console/rules/publish", Map.of());

        assertThat(page("/console/rules"))
                .contains("Не опубликовано", "replies.xlsx › Ответы!A", "курса GROUP нет в каталоге")
                .doesNotContain("class=\"done\"");
    }

    @Test
    void showsOperatorsEverythingButTheButtons() {
        house.vera(clock.instant());
        Visitor oleg = Visitor.of(port);
        oleg.signIn("oleg", "secret of oleg");

        assertThat(oleg.get("/console/rules").body())
                .contains("Публиковать могут издатель и администратор")
                .doesNotContain("action=\"/console/rules/publish\"");
        assertThat(oleg.get("/console/activity/sequences").body()).doesNotContain("/move\"");
        assertThat(oleg.get("/console/jobs").body()).contains("Итоги недели").doesNotContain("/runs\"");
    }

    @Test
    void foretellsAndSaysWhyNothingWillHappen() {
        long vera = house.vera(clock.instant());
        jdbc.sql("update client set opted_out_at = now() where id = ?")
                .param(vera)
                .update();

        String plan = petra.get("/console/clients/" + vera + "/plan?part=1").body();

        assertThat(plan).contains("Ничего:", "Отписан: сами не пишем", "W-010").doesNotContain("<html", "<nav");
        assertThat(page("/console/clients/" + vera + "/plan")).contains("<nav", "Ничего:");
        assertThat(page("/console/clients/" + vera)).contains("Можно ли написать сейчас", "permission suppress");
        assertThat(petra.get("/console/clients/999999999/plan").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsWhichJobFailedAndWhy() {
        await().untilAsserted(() -> assertThat(page("/console/jobs")).contains("Готово месяцев журнала"));
        jdbc.sql("""
                insert into job_run (job, started_at, finished_at, started_by, outcome, summary)
                values ('partitions', now(), now(), 'petra', 'FAILED', 'the disk is full')
                """).update();

        assertThat(page("/console/jobs")).contains("ошибка", "Не получилось: the disk is full", "запуск: petra");
        jdbc.sql("delete from job_run where started_by = 'petra'").update();
    }

    private String page(String path) {
        var answer = petra.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).as(path).doesNotContain("??");
        return answer.body();
    }
}
