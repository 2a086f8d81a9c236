package io.rapport.web.rules;

import io.rapport.channel.PlainText;
import io.rapport.fact.Facts;
import io.rapport.fact.SignalFact;
import io.rapport.journal.DecisionShape;
import io.rapport.release.LiveRelease;
import io.rapport.ruleset.Ruleset;
import io.rapport.web.InvalidField;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tries out how messages are understood. */
@Tag(name = "Rules")
@RestController
class SignalsApi {

    private static final int LONGEST_TEXT = 4096;

    private final LiveRelease live;
    private final Clock clock;

    SignalsApi(LiveRelease live, Clock clock) {
        this.live = live;
        this.clock = clock;
    }

    record Message(@Nullable String text) {}

    record Signals(List<Map<String, Object>> signals) {}

    @Operation(
            summary =
                    "What a message means, out of context: the signals in it, each with the words it was found in and the row, of phrases or of samples, that found it")
    @PostMapping("/api/v1/signals/preview")
    Signals preview(@RequestBody Message message) {
        if (message.text() == null) {
            throw new InvalidField("text", "is missing");
        }
        if (message.text().length() > LONGEST_TEXT) {
            throw new InvalidField("text", "must have at most %d characters".formatted(LONGEST_TEXT));
        }
        Ruleset rules = live.current().rules();
        List<SignalFact> found = rules.understand(PlainText.clean(message.text()), Facts.NONE, clock.instant());
        List<Map<String, Object>> signals = DecisionShape.signals(found);
        for (int i = 0; i < signals.size(); i++) {
            signals.get(i).put("reason", rules.whyFound(found.get(i)));
        }
        return new Signals(signals);
    }
}
