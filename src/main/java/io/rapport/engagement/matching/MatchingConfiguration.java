package io.rapport.engagement.matching;

import io.rapport.channel.station.Bell;
import io.rapport.channel.station.RightOfWay;
import io.rapport.channel.station.Station;
import io.rapport.client.merge.Matching;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The thread that finds out who is one person. Nobody waits for it, so that it has no bell. */
@Configuration(proxyBeanMethods = false)
class MatchingConfiguration {

    @Bean
    Station matchingStation(
            Matching matching,
            Clock clock,
            RightOfWay rightOfWay,
            @Value("${rapport.merging.workers:1}") int workers,
            @Value("${rapport.merging.poll:1s}") Duration poll) {
        return new Station(
                "matching", workers, poll, new Bell(), rightOfWay, () -> matching.compareNext(clock.instant()));
    }
}
