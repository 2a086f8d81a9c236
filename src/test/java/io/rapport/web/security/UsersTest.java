package io.rapport.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.testing.TestDatabase;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.NoOpPasswordEncoder;

class UsersTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final TestDatabase database = TestDatabase.create();

    @SuppressWarnings("deprecation")
    private final Users users = new Users(
            database.jdbc(), database.transaction(), NoOpPasswordEncoder.getInstance(), new Audit(database.jdbc()));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void letTheSecondWaitForTheFirstAndThenLose() throws Exception {
        var pool = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> second = database.transaction().execute(status -> {
                assertThat(users.createFirst("first", "password", NOW)).isTrue();
                Future<Boolean> other = pool.submit(() -> users.createFirst("second", "password", NOW));
                assertThatThrownBy(() -> other.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
                return other;
            });

            assertThat(second.get(10, TimeUnit.SECONDS)).isFalse();
            assertThat(users.loadUserByUsername("first").getAuthorities()).hasSize(4);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void knowNobodyByAnOddName() {
        assertThatThrownBy(() -> users.loadUserByUsername("a\0b")).isInstanceOf(UsernameNotFoundException.class);
        assertThat(users.isEmpty()).isTrue();
    }
}
