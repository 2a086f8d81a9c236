package io.rapport.engagement.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.rapport.channel.OutboundMessage.Attachment;
import io.rapport.channel.OutboundMessage.Button;
import io.rapport.client.Clients;
import io.rapport.client.Event;
import io.rapport.client.Events;
import io.rapport.content.Catalogue;
import io.rapport.content.Product;
import io.rapport.outbox.Message;
import io.rapport.payment.request.PaymentRequests;
import io.rapport.payment.request.PaymentRequests.Offer;
import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import io.rapport.testing.TestDatabase;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;

@RapportTest
@Execution(CONCURRENT)
class ShortLinksTest {

    private static final String BASE = "https://go.bereg.example";
    private static final String GUIDE = "https://bereg.example/m/guide";
    private static final String COURSE = "https://bereg.example/курсы/group?a=1&b=2";
    private static final String PHONE =
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36";
    private static final String CUBOT = "Mozilla/5.0 (Linux; Android 11; CUBOT X30) AppleWebKit/537.36 Chrome/120.0";
    private static final String PREVIEW = "TelegramBot (like TwitterBot)";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clients clients;

    @Autowired
    Events events;

    @Autowired
    Links links;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Judgement judgement;

    @Autowired
    PaymentRequests requests;

    @Autowired
    TransactionTemplate transaction;

    private long anna;
    private final String touch = "reply:" + UUID.randomUUID();

    @BeforeEach
    void meetAnna() {
        anna = clients.findOrCreate("telegram", touch, "Анна", "ru", null, Instant.now())
                .id();
    }

    @Test
    void putsOwnLinksIntoTextAndButtonsAndLeavesTheDocumentAlone() {
        var shortening = new Shortening(links, at(BASE));
        var paper = new Attachment("Гайд", GUIDE);
        var message = new Message(
                "Вот: " + GUIDE + ". И курс (" + COURSE + "), и снова " + GUIDE + "! " + BASE + "/l/abc",
                List.of(new Button("Записаться", "WANTS_TRIAL"), new Button("Открыть", COURSE)),
                paper);

        Message sent = shortening.shorten(message, anna, touch, Map.of(GUIDE, "c-001"), Instant.now());

        String guide = codes().get(GUIDE);
        String course = codes().get(COURSE);
        assertThat(sent.text())
                .isEqualTo("Вот: " + BASE + "/l/" + guide + ". И курс (" + BASE + "/l/" + course + "), и снова " + BASE
                        + "/l/" + guide + "! " + BASE + "/l/abc");
        assertThat(sent.buttons())
                .containsExactly(new Button("Записаться", "WANTS_TRIAL"), new Button("Открыть", BASE + "/l/" + course));
        assertThat(sent.attachment()).isEqualTo(paper);
        assertThat(links.find(guide)).contains(new Link(guide, anna, touch, "c-001", GUIDE));
        assertThat(shortening.shorten(message, anna, touch, Map.of(), Instant.now()))
                .as("worded again, it is the same message")
                .isEqualTo(sent);
    }

    @Test
    void leavesLinksAsTheyAreWhereNobodySaysUnderWhichAddressClientsReachUs() {
        var house =
                new PublicAddress(new MockEnvironment().withProperty("spring.datasource.url", "jdbc:postgresql://db"));
        var demo = new PublicAddress(new MockEnvironment().withProperty("local.server.port", "8099"));
        Message message = Message.of("Вот: " + GUIDE);

        assertThat(new Shortening(links, house).shorten(message, anna, touch, Map.of(), Instant.now()))
                .isEqualTo(message);
        assertThat(demo.base()).contains("http://localhost:8099");
        assertThatThrownBy(() -> at("go.bereg.example")).hasMessageContaining("RAPPORT_PUBLIC_URL");
    }

    @Test
    void givesCodesThatNobodyGuesses() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            codes.add(links.codeOf(anna, touch, GUIDE + i, null, Instant.now()));
        }

        assertThat(codes).hasSize(200).allMatch(code -> code.matches("[0-9A-Za-z]{12}"));
    }

    @Test
    void sendsAPersonOnAtOnceAndKeepsTheClickAndTheOpening() {
        sent(Duration.ofMinutes(5));
        String code = links.codeOf(anna, touch, COURSE, "c-009", Instant.now());

        HttpResponse<String> response = follow("GET", code, PHONE);

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location"))
                .contains("https://bereg.example/%D0%BA%D1%83%D1%80%D1%81%D1%8B/group?a=1&b=2");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        List<Event> left = left(2);
        assertThat(left).extracting(Event::type).containsExactlyInAnyOrder("LINK_CLICKED", "CONTENT_OPENED");
        assertThat(left).allSatisfy(event -> assertThat(event.attributes()).containsEntry("value", "c-009"));
        assertThat(left)
                .anySatisfy(event -> assertThat(event.attributes())
                        .containsEntry("url", COURSE)
                        .containsEntry("touch", touch));
        assertThat(clients.find(anna).orElseThrow().dueAt()).isNotNull();
    }

    @Test
    void knowsTheSiteOfALinkThatIsNoMaterial() {
        sent(Duration.ofMinutes(5));

        follow("GET", links.codeOf(anna, touch, COURSE, null, Instant.now()), CUBOT);

        assertThat(left(2)).extracting(Event::type).containsExactlyInAnyOrder("LINK_CLICKED", "SITE_OPENED");
        assertThat(left())
                .allSatisfy(event -> assertThat(event.attributes())
                        .containsEntry("value", "bereg.example")
                        .doesNotContainKey("sign"));
    }

    @Test
    void knowsThePageWhereACourseIsPaid() {
        sent(Duration.ofMinutes(5));
        String pay = "https://bereg.example/pay/" + UUID.randomUUID();
        catalogue.put(
                new Product(
                        "PAY-LINK",
                        "Курс",
                        "Course",
                        null,
                        null,
                        new BigDecimal("100"),
                        "RUB",
                        null,
                        null,
                        List.of(),
                        List.of(),
                        pay,
                        true,
                        999),
                Instant.now());

        follow("GET", links.codeOf(anna, touch, pay, null, Instant.now()), PHONE);

        assertThat(left(2)).extracting(Event::type).containsExactlyInAnyOrder("LINK_CLICKED", "PAYMENT_PAGE_OPENED");
        assertThat(left()).anySatisfy(event -> assertThat(event.attributes()).containsEntry("value", "PAY-LINK"));
    }

    @Test
    void ourOwnPageToPayOnIsALinkLikeAnyOtherAndOpeningItIsKnownOnce() {
        sent(Duration.ofMinutes(5));
        var request = transaction.execute(status -> {
            clients.lock(anna);
            var offer = new Offer(anna, "GROUP", new BigDecimal("7900"), "RUB", "R-120", touch);
            return requests.ask(offer, reference -> BASE + "/pay/" + reference, Instant.now());
        });
        var message = new Message("Оплатить: " + request.url(), List.of(), null);

        Message sent = new Shortening(links, at(BASE)).shorten(message, anna, touch, Map.of(), Instant.now());
        String code = codes().get(request.url());
        follow("GET", code, PHONE);

        assertThat(sent.text()).isEqualTo("Оплатить: " + BASE + "/l/" + code);
        assertThat(left(2)).extracting(Event::type).containsExactlyInAnyOrder("LINK_CLICKED", "PAYMENT_PAGE_OPENED");
        assertThat(left()).anySatisfy(event -> assertThat(event.attributes()).containsEntry("value", "GROUP"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            HEAD | Mozilla/5.0 Chrome/130.0                                       | PEEK
            GET  | TelegramBot (like TwitterBot)                                  | PROGRAM
            GET  | WhatsApp/2.23.20.0                                             | PROGRAM
            GET  | facebookexternalhit/1.1                                        | PROGRAM
            GET  | Slackbot-LinkExpanding 1.0                                     | PROGRAM
            GET  | curl/8.5.0                                                     | PROGRAM
            GET  | Mozilla/5.0 (compatible; SomethingBot/3.0; +http://x.example)  | PROGRAM
            """)
    void doesNotTakeAMachineForAPersonAndStillSeesThePersonLater(String method, String agent, String sign) {
        sent(Duration.ofMinutes(5));
        String code = links.codeOf(anna, touch, GUIDE, "c-001", Instant.now());

        assertThat(follow(method, code, agent).statusCode()).isEqualTo(302);
        Event machine = left(1).get(0);
        assertThat(machine.type()).isEqualTo("LINK_CLICKED_BY_MACHINE");
        assertThat(machine.attributes()).containsEntry("sign", sign);
        assertThat(clients.find(anna).orElseThrow().dueAt())
                .as("nothing the client did")
                .isNull();

        follow("GET", code, PHONE);
        assertThat(left(3)).extracting(Event::type).contains("LINK_CLICKED", "CONTENT_OPENED");
    }

    @Test
    void takesWhoeverIsQuickerThanAnyReaderForAMachine() {
        Instant sent = sent(Duration.ofMinutes(5));
        Link link = links.find(links.codeOf(anna, touch, GUIDE, "c-001", sent)).orElseThrow();

        judgement.pass(link, new Visit(sent.plusSeconds(1), PHONE, false));
        judgement.pass(link, new Visit(sent.plusSeconds(60), PHONE, false));

        assertThat(left())
                .filteredOn(event -> event.type().equals("LINK_CLICKED_BY_MACHINE"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.at()).isEqualTo(sent.plusSeconds(1));
                    assertThat(event.attributes()).containsEntry("sign", "TOO_SOON");
                });
        assertThat(clicks()).isOne();
    }

    @Test
    void takesWhoeverOpensAllLinksAtOnceForAMachine() {
        sent(Duration.ofMinutes(5));
        String guide = links.codeOf(anna, touch, GUIDE, "c-001", Instant.now());
        String course = links.codeOf(anna, touch, COURSE, null, Instant.now());

        follow("GET", guide, PHONE);
        follow("GET", course, PHONE);

        assertThat(left(2)).allSatisfy(event -> {
            assertThat(event.type()).isEqualTo("LINK_CLICKED_BY_MACHINE");
            assertThat(event.attributes()).containsEntry("sign", "ALL_AT_ONCE");
        });
    }

    @Test
    void sendsEverybodyOnHoweverManyAndKeepsAFewOfThem() {
        sent(Duration.ofMinutes(5));
        String code = links.codeOf(anna, touch, GUIDE, null, Instant.now());

        for (int i = 0; i < 60; i++) {
            assertThat(follow("GET", code, PHONE).statusCode()).isEqualTo(302);
        }

        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(10)).until(() -> clicks() <= 6);
        assertThat(clicks()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "AAAAAAAAAAAA", "%D0%B6%D0%B6", "https:%2F%2Fevil.example", "AAAAAAAAAAA%00"})
    void tellsKindlyThatALinkLeadsNowhere(String code) {
        HttpResponse<String> response = follow("GET", code, PHONE);

        assertThat(response.statusCode()).isIn(400, 404);
        assertThat(response.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void tellsSoInTheReadersLanguage() {
        assertThat(unknown("ru-RU,ru;q=0.9")).contains("Такой ссылки у нас нет").contains("lang=\"ru\"");
        assertThat(unknown("en-GB")).contains("We have no such link").contains("lang=\"en\"");
    }

    @Test
    void sendsOnWhileTheDatabaseIsAway() {
        var database = TestDatabase.create();
        long boris = new Clients(database.jdbc(), database.transaction(), new Events(database.jdbc()))
                .findOrCreate("telegram", "boris", null, null, null, Instant.now())
                .id();
        var open = new OpenLinks(new Links(database.jdbc()));
        String code = new Links(database.jdbc()).codeOf(boris, touch, GUIDE, null, Instant.now());
        assertThat(open.find(code)).isPresent();

        database.close();

        assertThat(open.find(code))
                .hasValueSatisfying(link -> assertThat(link.url()).isEqualTo(GUIDE));
    }

    private static PublicAddress at(String address) {
        return new PublicAddress(new MockEnvironment().withProperty("rapport.public-url", address));
    }

    private Map<String, String> codes() {
        return jdbc
                .sql("select url, code from link where client_id = :client")
                .param("client", anna)
                .query((rs, n) -> Map.entry(rs.getString("url"), rs.getString("code")))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The touch left so long ago. */
    private Instant sent(Duration ago) {
        Instant at = Instant.now().minus(ago).truncatedTo(ChronoUnit.MICROS);
        jdbc.sql("""
                insert into touch (client_id, touch_key, kind, channel, recipient, state, brief, planned_at, ready_at, sent_at)
                values (:client, :touch, 'REPLY', 'telegram', '1', 'SENT', '{}', :at, :at, :at)
                """)
                .param("client", anna)
                .param("touch", touch)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        return at;
    }

    private HttpResponse<String> follow(String method, String code, @Nullable String agent) {
        var request = Http.on(port).request("/l/" + code).method(method, BodyPublishers.noBody());
        return Http.on(port).send(agent == null ? request : request.header("User-Agent", agent));
    }

    private String unknown(String language) {
        return Http.on(port)
                .send(Http.on(port).request("/l/AAAAAAAAAAAA").header("Accept-Language", language))
                .body();
    }

    private List<Event> left() {
        return events.latest(anna, 50);
    }

    private long clicks() {
        return left().stream()
                .filter(event -> event.type().equals("LINK_CLICKED"))
                .count();
    }

    private List<Event> left(int many) {
        await().atMost(Duration.ofSeconds(15)).until(() -> left().size() >= many);
        return left();
    }
}
