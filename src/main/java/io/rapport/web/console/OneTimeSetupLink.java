package io.rapport.web.console;

import io.rapport.web.security.Users;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** There is no default password: whoever can read the start-up log proves by its secret that the house is theirs. */
@Component
class OneTimeSetupLink implements SetupLink {

    private final Users users;
    private final String secret;

    OneTimeSetupLink(Users users) {
        this.users = users;
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        this.secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    @Override
    public Optional<String> path() {
        return users.isEmpty() ? Optional.of("/setup?token=" + secret) : Optional.empty();
    }

    boolean opens(@Nullable String presented) {
        return presented != null && MessageDigest.isEqual(bytes(secret), bytes(presented)) && users.isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
