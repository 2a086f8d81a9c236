package io.rapport.engagement;

import io.rapport.channel.Inbox;
import io.rapport.channel.station.RightOfWay;
import io.rapport.channel.station.Station;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The threads that answer. */
@Configuration(proxyBeanMethods = false)
class EngagementConfiguration {

    @Bean
    Station receptionStation(
            Reception reception,
            Inbox inbox,
            RightOfWay rightOfWay,
            @Value("${rapport.inbound.workers:4}") int workers,
            @Value("${rapport.inbound.poll:500ms}") Duration poll) {
        return new Station("reception", workers, poll, inbox.bell(), rightOfWay, reception::handleNext);
    }
}
