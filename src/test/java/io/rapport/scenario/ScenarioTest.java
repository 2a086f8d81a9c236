package io.rapport.scenario;

import io.rapport.content.exchange.DemoSchool;
import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The demo school, open for people in Telegram. */
@RapportTest
abstract class ScenarioTest {

    private static final FakeBotApi TELEGRAM = new FakeBotApi();
    static final String PAYMENTS_SECRET = "payments-of-the-scenario-tests";

    private static JdbcClient database;

    @LocalServerPort
    private int port;

    @Autowired
    private DemoSchool school;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void telegram(DynamicPropertyRegistry properties) {
        properties.add("rapport.telegram.token", () -> FakeBotApi.TOKEN);
        properties.add("rapport.telegram.secret", () -> FakeBotApi.SECRET);
        properties.add("rapport.telegram.api-url", TELEGRAM::url);
        properties.add("rapport.payments.secret", () -> PAYMENTS_SECRET);
        properties.add("rapport.payments.link-template", () -> "https://pay.example.com/?ref={reference}&sum={amount}");
        // Tests write faster than people.
        properties.add("rapport.webchat.per-session-burst", () -> 100_000);
    }

    @BeforeEach
    void openTheSchool() {
        school.loadIfEmpty();
        database = jdbc;
    }

    Person person(String name) {
        return new Person(http(), TELEGRAM, name);
    }

    Http http() {
        return Http.on(port);
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /** What of a chat is still on its way, in or out. */
    static long waiting(long chat) {
        return database.sql("""
                select (select count(*) from inbound where lane = :chat and state = 'RECEIVED')
                     + (select count(*) from touch where recipient = :chat
                        and state in ('PLANNED', 'READY', 'SENDING', 'RETRY'))
                """)
                .param("chat", Long.toString(chat))
                .query(Long.class)
                .single();
    }
}
