package io.rapport.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Without a configured database Rapport brings its own; with one, Spring Boot connects to that. */
@Configuration(proxyBeanMethods = false)
@Conditional(NoDatabaseConfigured.class)
class EmbeddedDatabaseConfiguration {

    @Bean
    static EmbeddedDatabase embeddedDatabase(Environment environment) {
        return EmbeddedDatabase.startIn(environment.getProperty("rapport.data-dir", "./data"));
    }

    /** The server takes seconds to start, so it begins before the first ordinary bean, and the others are built meanwhile. */
    @Bean
    static BeanFactoryPostProcessor databaseBeforeAllElse() {
        return beans -> beans.getBean(EmbeddedDatabase.class);
    }

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(EmbeddedDatabase database) {
        var pool = new HikariDataSource();
        pool.setDataSource(database.connections());
        return pool;
    }
}
