package io.rapport.testing;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RapportTest
class RapportTestTest {

    @Autowired
    DataSource dataSource;

    @Autowired
    TestDatabase database;

    @LocalServerPort
    int port;

    @Test
    void bootsTheWholeApplicationOnADatabaseOfItsOwn() {
        assertThat(port).isPositive();
        assertThat(nameOfDatabase(dataSource)).isEqualTo(nameOfDatabase(database.dataSource()));
    }

    private static String nameOfDatabase(DataSource dataSource) {
        return JdbcClient.create(dataSource)
                .sql("select current_database()")
                .query(String.class)
                .single();
    }
}
