package io.rapport.web.api;

import io.rapport.web.InvalidField;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/v1/demo/clock")
@Tag(name = "Demo")
class DemoClockApi {

    private final ObjectProvider<DemoTime> time;
    private final TimeLapse lapse;

    DemoClockApi(ObjectProvider<DemoTime> time, TimeLapse lapse) {
        this.time = time;
        this.lapse = lapse;
    }

    record Now(Instant now) {}

    record Advance(@Nullable String advance) {}

    @GetMapping
    @Operation(summary = "What the demo clock shows")
    Now now() {
        return new Now(time().now());
    }

    @PostMapping
    @Operation(
            summary =
                    "Moves the demo clock forward, by an ISO 8601 duration such as P1D or PT2H; whoever becomes due on the way is looked at in that hour")
    Now advance(@RequestBody Advance request) throws InterruptedException {
        var demo = time();
        try {
            return new Now(lapse.pass(demo, demo.after(amount(request.advance()))));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new InvalidField("advance", e.getMessage());
        }
    }

    private DemoTime time() {
        var demo = time.getIfAvailable();
        if (demo == null) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "There is no demo clock here: time runs by itself.");
        }
        return demo;
    }

    private static TemporalAmount amount(@Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("is missing: an ISO 8601 duration such as P1D or PT2H");
        }
        try {
            return text.matches("[^T]*[YMW].*") ? Period.parse(text) : Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is no ISO 8601 duration such as P1D or PT2H", e);
        }
    }
}
