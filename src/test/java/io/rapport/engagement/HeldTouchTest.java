package io.rapport.engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rapport.client.Clients;
import io.rapport.testing.RapportTest;
import io.rapport.testing.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RapportTest
class HeldTouchTest {

    @LocalServerPort
    int port;

    @Autowired
    Clients clients;

    @Autowired
    JdbcClient jdbc;

    @Test
    void isDroppedWhenTheClientWritesAndIsAnswered() {
        String session = UUID.randomUUID().toString();
        long anna = clients.findOrCreate("webchat", session, "Анна", "ru", null, Instant.now())
                .id();
        jdbc.sql("""
                insert into touch (client_id, touch_key, kind, channel, recipient, state, brief, planned_at, ready_at)
                values (?, 'reopen:0', 'PROACTIVE', 'webchat', ?, 'HELD', '{}', now(), now())
                """).params(anna, session).update();

        var taken = Visitor.of(port)
                .send(
                        "POST",
                        "/api/v1/chat/messages",
                        "{\"session\":\"%s\",\"text\":\"Здравствуйте\"}".formatted(session),
                        "Content-Type",
                        "application/json");
        assertThat(taken.statusCode()).isLessThan(300);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(jdbc.sql(
                                        "select concat_ws(' ', state, reason) from touch where client_id = ? and kind = 'PROACTIVE'")
                                .param(anna)
                                .query(String.class)
                                .single())
                        .isEqualTo("SUPPRESSED DECIDED_AGAIN"));
    }
}
