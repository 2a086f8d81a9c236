package io.rapport.platform.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SupportedDatabaseTest {

    @Test
    void refusesAnOlderPostgres() {
        assertThatThrownBy(() -> SupportedDatabase.refuseUnsupported("PostgreSQL", "14.11", 14))
                .isInstanceOf(UnusableDatabase.class)
                .hasMessage("The database is PostgreSQL 14.11; Rapport needs PostgreSQL 15 or newer.");
    }

    @Test
    void refusesAnotherDatabase() {
        assertThatThrownBy(() -> SupportedDatabase.refuseUnsupported("H2", "2.3", 23))
                .hasMessageContaining("is H2 2.3");
    }

    @Test
    void takesTheOldestSupportedOne() {
        assertThatCode(() -> SupportedDatabase.refuseUnsupported("PostgreSQL", "15.0", 15))
                .doesNotThrowAnyException();
    }
}
