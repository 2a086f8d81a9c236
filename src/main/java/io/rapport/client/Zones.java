package io.rapport.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What o'clock it is for a client, and how we know. What is known better is never overwritten by a guess. */
@Component
public class Zones {

    /** The later, the better. */
    public enum Source {
        /** We do not know: the school's own. */
        DEFAULT,
        /** Where the number is at home. */
        PHONE,
        /** A city the client named as his own. */
        CITY,
        /** Somebody said so. */
        TOLD
    }

    private static final String[] ORDER =
            Arrays.stream(Source.values()).map(Source::name).toArray(String[]::new);

    private final JdbcClient jdbc;
    private final Map<String, Optional<ZoneId>> byBeginning = beginnings();

    public Zones(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the client's lock, and joins the caller's transaction if there is one.
     *
     * @return whether the client is in this zone for all we know now
     */
    public boolean learn(long clientId, ZoneId zone, Source from) {
        return jdbc.sql("""
                        update client set timezone = :zone, timezone_from = :from
                        where id = :id
                          and array_position(:order, :from) >= coalesce(array_position(:order, timezone_from), 0)
                        """)
                        .param("zone", zone.getId())
                        .param("from", from.name())
                        .param("order", ORDER)
                        .param("id", clientId)
                        .update()
                == 1;
    }

    /**
     * The zone a number is at home in; empty if it may be one of several, as for most Russian mobiles.
     *
     * @param phone in E.164
     */
    public Optional<ZoneId> ofPhone(String phone) {
        String digits = phone.startsWith("+") ? phone.substring(1) : phone;
        for (int length = Math.min(7, digits.length()); length > 0; length--) {
            Optional<ZoneId> zone = byBeginning.get(digits.substring(0, length));
            if (zone != null) {
                return zone;
            }
        }
        return Optional.empty();
    }

    private static Map<String, Optional<ZoneId>> beginnings() {
        Map<String, Optional<ZoneId>> zones = new HashMap<>();
        try {
            new ClassPathResource("places/phones.csv")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.strip().split(",", 2))
                    .forEach(line ->
                            zones.put(line[0], line[1].isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(line[1]))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zones;
    }
}
