package io.rapport.engagement.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/** Which programs open links without anybody looking, by what they call themselves; see {@code links/machines.txt}. */
final class Machines {

    private final List<String> names;

    private Machines(List<String> names) {
        this.names = names;
    }

    static Machines known() {
        try {
            return new Machines(new ClassPathResource("links/machines.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.toLowerCase(Locale.ROOT))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Browsers always say what they are. */
    boolean isMachine(@Nullable String agent) {
        if (agent == null || agent.isBlank()) {
            return true;
        }
        String folded = agent.toLowerCase(Locale.ROOT);
        return names.stream().anyMatch(folded::contains);
    }
}
