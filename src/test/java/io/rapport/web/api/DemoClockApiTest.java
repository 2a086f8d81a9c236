package io.rapport.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.Http;
import io.rapport.testing.RapportTest;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RapportTest
class DemoClockApiTest {

    @LocalServerPort
    int port;

    @Autowired
    Clock clock;

    @Test
    void doesNotExistWhereRealClientsAreServed() {
        assertThat(Http.on(port).get("/api/v1/demo/clock").statusCode()).isEqualTo(404);
        assertThat(Http.on(port)
                        .post("/api/v1/demo/clock", "{\"advance\":\"P1D\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(clock).isNotInstanceOf(DemoTime.class);
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }
}
