package io.rapport.web.rules;

import io.rapport.insight.ExperimentView;
import io.rapport.release.LiveRelease;
import io.rapport.web.InvalidField;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the experiments of the live rules came to. */
@Tag(name = "Experiments")
@RestController
class ExperimentsApi {

    private static final Duration USUAL_PERIOD = Duration.ofDays(90);

    private final LiveRelease live;
    private final ExperimentView view;
    private final Clock clock;

    ExperimentsApi(LiveRelease live, ExperimentView view, Clock clock) {
        this.live = live;
        this.view = view;
        this.clock = clock;
    }

    record Answer(Instant from, Instant to, List<ExperimentView.Experiment> items) {}

    @Operation(
            summary =
                    "Each experiment's arms: clients, replies, purchases, and the lift over the control with a 95 % confidence interval")
    @GetMapping("/api/v1/experiments")
    Answer experiments(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        Instant end = to == null ? clock.instant() : to;
        Instant start = from == null ? end.minus(USUAL_PERIOD) : from;
        if (!start.isBefore(end)) {
            throw new InvalidField("from", "must be before to");
        }
        return new Answer(start, end, view.of(live.current().rules().arms(), start, end));
    }
}
