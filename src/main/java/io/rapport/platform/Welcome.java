package io.rapport.platform;

import io.rapport.web.console.SetupLink;
import io.rapport.web.security.ApiToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** The one thing the log says at a normal start: that Rapport is ready, and where everything is. */
@Component
class Welcome {

    private static final Logger log = LoggerFactory.getLogger("io.rapport");

    private final Environment environment;
    private final ApiToken token;
    private final ObjectProvider<SetupLink> setup;

    Welcome(Environment environment, ApiToken token, ObjectProvider<SetupLink> setup) {
        this.environment = environment;
        this.token = token;
        this.setup = setup;
    }

    @EventListener
    void say(ApplicationReadyEvent ready) {
        log.info("Rapport is ready\n\n{}", text());
    }

    String text() {
        var home = "http://localhost:"
                + environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return """
                  Web chat       %s/chat
                  Console        %s
                  API            %s/swagger-ui.html
                  API token      %s
                  Data           %s
                  Database       %s
                  Rules          %s
                """.formatted(
                        home,
                        firstAdministrator()
                                .map(path -> "make yourself an account (this link works once): " + home + path)
                                .orElse(home + "/console"),
                        home,
                        token.origin(),
                        folder("rapport.data-dir"),
                        database(),
                        rules());
    }

    private Optional<String> firstAdministrator() {
        return Optional.ofNullable(setup.getIfAvailable()).flatMap(SetupLink::path);
    }

    private String database() {
        var url = environment.getProperty("spring.datasource.url");
        return StringUtils.hasText(url)
                // Drivers take passwords as parameters of the address too; those stay out of the log.
                ? url.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//")
                : "PostgreSQL that came along, in the data folder";
    }

    private String rules() {
        var folder = folder("rapport.rules-dir");
        return Files.isDirectory(folder)
                ? "folder " + folder
                : "those built in (a folder %s would replace them)".formatted(folder);
    }

    private Path folder(String property) {
        return Path.of(environment.getRequiredProperty(property))
                .toAbsolutePath()
                .normalize();
    }
}
