package io.rapport.platform.database;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks at the database before anything is changed in it. */
@Configuration(proxyBeanMethods = false)
class SupportedDatabase {

    static final int OLDEST_MAJOR_VERSION = 15;

    @Bean
    FlywayMigrationStrategy migrateOnlyWhatIsSupported() {
        return flyway -> {
            refuseUnsupported(flyway.getConfiguration().getDataSource());
            flyway.migrate();
        };
    }

    private static void refuseUnsupported(DataSource dataSource) {
        try (var connection = dataSource.getConnection()) {
            var database = connection.getMetaData();
            refuseUnsupported(
                    database.getDatabaseProductName(),
                    database.getDatabaseProductVersion(),
                    database.getDatabaseMajorVersion());
        } catch (SQLException e) {
            throw new UnusableDatabase(
                    "The database does not answer: " + e.getMessage(),
                    "Check SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, and that it runs.",
                    e);
        }
    }

    static void refuseUnsupported(String product, String version, int major) {
        if (!product.equals("PostgreSQL") || major < OLDEST_MAJOR_VERSION) {
            throw new UnusableDatabase(
                    "The database is %s %s; Rapport needs PostgreSQL %d or newer."
                            .formatted(product, version, OLDEST_MAJOR_VERSION),
                    "Point SPRING_DATASOURCE_URL to a newer server, or leave it out and let Rapport bring its own.");
        }
    }
}
