package io.rapport.engagement.link;

import java.net.URI;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Under which address clients reach this server: {@code rapport.public-url} ({@code RAPPORT_PUBLIC_URL}). Who tries Rapport out on its
 * own database reaches it at localhost; a real house that does not say so has no address, and its links stay as they are.
 */
@Component
public class PublicAddress {

    private final Environment environment;
    private final String configured;

    PublicAddress(Environment environment) {
        this.environment = environment;
        this.configured =
                checked(environment.getProperty("rapport.public-url", "").strip());
    }

    /** Without a slash at the end. */
    public Optional<String> base() {
        if (!configured.isEmpty()) {
            return Optional.of(configured);
        }
        if (!environment.getProperty("spring.datasource.url", "").isBlank()) {
            return Optional.empty();
        }
        String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return Optional.of("http://localhost:" + port);
    }

    private static String checked(String url) {
        if (url.isEmpty()) {
            return url;
        }
        URI address = URI.create(url);
        if (address.getHost() == null || !"https".equals(address.getScheme()) && !"http".equals(address.getScheme())) {
            throw new IllegalArgumentException(
                    "RAPPORT_PUBLIC_URL is '%s', but must be an address such as https://rapport.example.com"
                            .formatted(url));
        }
        return url.replaceFirst("/+$", "");
    }
}
