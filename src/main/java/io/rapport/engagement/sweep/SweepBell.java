package io.rapport.engagement.sweep;

import io.rapport.channel.station.Bell;
import io.rapport.engagement.ClockAdvanced;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Rings when somebody may be due: a batch was full, or the demo clock jumped. */
@Component
class SweepBell {

    private final Bell bell = new Bell();

    Bell bell() {
        return bell;
    }

    @EventListener
    void clockAdvanced(ClockAdvanced jump) {
        bell.ring();
    }
}
