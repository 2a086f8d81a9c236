package io.rapport.engagement.lead;

import io.rapport.channel.station.Bell;
import io.rapport.channel.station.RightOfWay;
import io.rapport.channel.station.Station;
import io.rapport.client.lead.intake.LeadWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Imports are rare: looking for them every second is soon enough. */
@Configuration(proxyBeanMethods = false)
class LeadStation {

    @Bean
    Station leadImportStation(
            LeadWork work,
            Cities cities,
            RightOfWay rightOfWay,
            Clock clock,
            @Value("${rapport.imports.workers:1}") int workers,
            @Value("${rapport.imports.poll:1s}") Duration poll) {
        return new Station("imports", workers, poll, new Bell(), rightOfWay, () -> {
            Instant now = clock.instant();
            return work.next(city -> cities.zone(city, now), now);
        });
    }
}
