package io.rapport.engagement.lead;

import io.rapport.fact.Facts;
import io.rapport.release.LiveRelease;
import io.rapport.ruleset.phrase.Text;
import io.rapport.ruleset.table.Subject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** In which zone a city lies: a matter of rows, as when a client names it. */
@Component
class Cities {

    private static final String TABLE = "cities";

    private final LiveRelease live;

    Cities(LiveRelease live) {
        this.live = live;
    }

    Optional<ZoneId> zone(String city, Instant now) {
        var place = new Subject(Facts.NONE, Facts.of(Map.of("text", Text.of(city))));
        return live.current().rules().rowsFor(TABLE, place, now).stream()
                .findFirst()
                .map(row -> ZoneId.of(String.valueOf(row.text("zone"))));
    }
}
