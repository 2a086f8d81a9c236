package io.rapport.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** Gives an application under test a {@link TestDatabase} and an empty data folder; both also as beans of the context. */
public final class OwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var database = TestDatabase.create();
        var folder = newFolder();
        var beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton("testDatabase", database);
        TestPropertyValues.of(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.user(),
                        "spring.datasource.password=" + database.password(),
                        "rapport.data-dir=" + folder,
                        "rapport.api-token=" + RapportTest.API_TOKEN)
                .applyTo(context);
        // First registered, hence last closed: the application may use it until its own end.
        beans.registerDisposableBean("testDatabase", () -> {
            database.disconnect();
            FileSystemUtils.deleteRecursively(folder);
        });
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("rapport-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
