package io.rapport.engagement.sweep;

import io.rapport.channel.station.RightOfWay;
import io.rapport.channel.station.Station;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The threads that look after those who are due. */
@Configuration(proxyBeanMethods = false)
class SweepConfiguration {

    @Bean
    Station sweepStation(
            Sweep sweep,
            SweepBell bell,
            RightOfWay rightOfWay,
            @Value("${rapport.sweep.workers:2}") int workers,
            @Value("${rapport.sweep.poll:500ms}") Duration poll) {
        return new Station("sweep", workers, poll, bell.bell(), rightOfWay, sweep::sweepNext);
    }
}
