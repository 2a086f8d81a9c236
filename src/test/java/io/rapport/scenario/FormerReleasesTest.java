package io.rapport.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.Clients;
import io.rapport.client.Consent;
import io.rapport.client.Consents;
import io.rapport.client.Events;
import io.rapport.release.LiveRelease;
import io.rapport.release.Releases;
import io.rapport.testing.RapportTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules that are not live any more and still decide, in a house whose rules folder is edited and published. */
@RapportTest
class FormerReleasesTest extends ScenarioTest {

    private static final Path RULES = temporaryFolder();
    private static final String REASON = "Спросил о цене, и с тех пор тихо";

    @Autowired
    private Clients clients;

    @Autowired
    private Consents consents;

    @Autowired
    private Events events;

    @Autowired
    private Clock clock;

    @Autowired
    private LiveRelease live;

    @Autowired
    private Releases releases;

    @DynamicPropertySource
    static void ownRules(DynamicPropertyRegistry properties) {
        properties.add("rapport.rules-dir", RULES::toString);
    }

    @AfterAll
    static void clear() throws IOException {
        FileSystemUtils.deleteRecursively(RULES);
    }

    @BeforeEach
    void beginWithTheShippedRulesAndNobodyInTheHoldout() {
        write(Path.of("rules"));
        edit("experiments.xlsx", "Правила", "X-010", "Вкл", "нет");
        publish();
    }

    @Test
    void anArmThatStandsForAReleaseIsAnsweredAndWrittenToByItAndByNothingElse() {
        long former = live.current().id();
        edit("experiments.xlsx", "Правила", "X-050", "Вкл", "да");
        edit("experiments.xlsx", "Правила", "X-050", "Доля, %", 100);
        edit("experiments.xlsx", "Правила", "X-050", "Источник", "former");
        edit("experiments.xlsx", "Правила", "X-050", "Версия правил", former);
        edit("reengagement.xlsx", "Правила", "W-160", "Причина", REASON);
        long now = publish();

        Person olga = askedThePrice("Ольга", "former");
        Person vera = askedThePrice("Вера", "other");

        assertThat(preview(olga).path("release").asLong()).isEqualTo(former);
        assertThat(preview(vera).path("release").asLong()).isEqualTo(now);

        review(olga);
        review(vera);
        assertThat(olga.reads()).contains("Ольга");
        assertThat(vera.reads()).contains("Вера");
        assertThat(decisions(olga)).contains("W-160").doesNotContain(REASON);
        assertThat(decisions(vera)).contains(REASON);
        olga.writes("дорого");
        vera.writes("дорого");
        assertThat(olga.reads()).isNotBlank();
        assertThat(vera.reads()).isNotBlank();

        assertThat(decidedBy(olga)).containsOnly(former);
        assertThat(decidedBy(vera)).containsOnly(now);
        assertThat(jdbc().sql("select distinct release_id from touch where kind = 'PROACTIVE' and client_id = ?")
                        .param(olga.id())
                        .query(Long.class)
                        .list())
                .containsExactly(former);
        assertThat(get("/api/v1/experiments").toString()).contains("\"release\":" + former);
    }

    @Test
    void anArmThatStandsForAReleaseNobodyKnowsIsRefusedAtItsCell() {
        long before = live.current().id();
        edit("experiments.xlsx", "Правила", "X-050", "Вкл", "да");
        edit("experiments.xlsx", "Правила", "X-050", "Версия правил", 987_654);

        HttpResponse<String> refused = post("/api/v1/releases");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("experiments.xlsx", "\"I6\"", "Версия правил", "987654");
        assertThat(live.current().id()).isEqualTo(before);
    }

    @Test
    void whoIsInASeriesFinishesByTheRulesItBeganWithUnlessMoved() {
        long former = live.current().id();
        Person pavel = person("Павел");
        long id = client(pavel, "x");
        inside(id, former);
        edit("sequences.xlsx", "Шаги", "K-020", "Причина", REASON);
        edit("sequences.xlsx", "Шаги", "K-020", "Часов после прошлого шага", 300);
        long now = publish();

        JsonNode pinned = json(post("/api/v1/clients/" + id + "/review"));
        assertThat(pinned.path("initiative").path("row").asString()).isEqualTo("K-020");
        assertThat(pinned.toString()).doesNotContain(REASON);
        assertThat(nextInHours(id)).isLessThan(48);

        JsonNode moved = json(post("/api/v1/sequences/ONBOARDING/move"));
        assertThat(moved.path("moved").asLong()).isEqualTo(1);
        assertThat(moved.path("release").asLong()).isEqualTo(now);
        JsonNode after = json(post("/api/v1/clients/" + id + "/review"));
        assertThat(after.toString()).contains(REASON);
        assertThat(nextInHours(id)).isGreaterThan(250);
    }

    /** One step taken an hour ago. */
    private void inside(long client, long release) {
        jdbc().sql("""
                insert into sequence_enrolment (client_id, sequence, cycle, step, release_id, enrolled_at, step_at)
                values (?, 'ONBOARDING', 1, 1, ?, ?, ?)
                """)
                .params(
                        client,
                        release,
                        clock.instant().minus(Duration.ofHours(2)).atOffset(ZoneOffset.UTC),
                        clock.instant().minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC))
                .update();
    }

    private long nextInHours(long client) {
        return jdbc().sql("select extract(epoch from due_at - ?)::bigint / 3600 from client where id = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), client)
                .query(Long.class)
                .single();
    }

    private Person askedThePrice(String name, String source) {
        Person person = person(name);
        long id = client(person, source);
        happened(id, "TOLD_INTEREST", "TRAVEL");
        happened(id, "ASKED_PRICE", "");
        return person;
    }

    /** Somebody whose zone has afternoon now, who may be written to and has been silent for two days. */
    private long client(Person person, String source) {
        Instant then = clock.instant().minus(Duration.ofHours(50));
        long id = clients.findOrCreate("telegram", Long.toString(person.chat()), person.name(), "ru", source, then)
                .id();
        int hours = 14 - clock.instant().atOffset(ZoneOffset.UTC).getHour();
        jdbc().sql("update client set stage = 'ENGAGED', timezone = ?, timezone_from = 'TOLD' where id = ?")
                .params("Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours), id)
                .update();
        consents.give(id, Consent.Purpose.ADVERTISING, null, "1", "test", then);
        happened(id, "MESSAGE", "");
        return id;
    }

    private void happened(long client, String type, String value) {
        Map<String, String> attributes = value.isEmpty() ? Map.of() : Map.of("value", value);
        events.append(
                client,
                type,
                clock.instant().minus(Duration.ofHours(50)),
                attributes,
                UUID.randomUUID().toString());
    }

    private String decisions(Person person) {
        return get("/api/v1/clients/" + person.id() + "/decisions").toString();
    }

    private JsonNode preview(Person person) {
        String body = "{\"clientId\":%d,\"trigger\":\"DUE\"}".formatted(person.id());
        return json(http().send(http().request("/api/v1/decisions/preview")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    private void review(Person person) {
        json(post("/api/v1/clients/" + person.id() + "/review"));
    }

    private List<Long> decidedBy(Person person) {
        return jdbc().sql("select release_id from decision where client_id = ?")
                .param(person.id())
                .query(Long.class)
                .list();
    }

    private long publish() {
        HttpResponse<String> published = post("/api/v1/releases");
        assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
        assertThat(releases.live().orElseThrow().id()).isEqualTo(live.current().id());
        return live.current().id();
    }

    private HttpResponse<String> post(String path) {
        return http().send(http().request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private JsonNode get(String path) {
        return json(http().get(path));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static void edit(String book, String sheet, String row, String header, Object value) {
        Path file = RULES.resolve(book);
        try (var in = Files.newInputStream(file);
                var workbook = new XSSFWorkbook(in)) {
            Cell cell = cell(workbook.getSheet(sheet), row, header);
            if (value instanceof Number number) {
                cell.setCellValue(number.doubleValue());
            } else {
                cell.setCellValue(String.valueOf(value));
            }
            try (var out = Files.newOutputStream(file)) {
                workbook.write(out);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Cell cell(Sheet sheet, String id, String header) {
        for (Cell title : sheet.getRow(0)) {
            for (Row row : sheet) {
                if (title.toString().equals(header) && id.equals(text(row.getCell(0)))) {
                    return row.getCell(title.getColumnIndex(), Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
                }
            }
        }
        throw new IllegalArgumentException(id + " " + header);
    }

    private static String text(@Nullable Cell cell) {
        return cell == null ? "" : cell.toString();
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("rules");
            FileSystemUtils.copyRecursively(Path.of("rules"), folder);
            return folder;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void write(Path rules) {
        try {
            FileSystemUtils.copyRecursively(rules, RULES);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
