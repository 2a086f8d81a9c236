package io.rapport.outbox;

import io.rapport.channel.station.Bell;
import io.rapport.channel.station.RightOfWay;
import io.rapport.channel.station.Station;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The threads that send, and the one that notices sends without an end. */
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    @Bean
    Station deliveryStation(
            Delivery delivery,
            Touches touches,
            RightOfWay rightOfWay,
            @Value("${rapport.outbox.senders:4}") int senders,
            @Value("${rapport.outbox.poll:500ms}") Duration poll) {
        return new Station("delivery", senders, poll, touches.ready(), rightOfWay, delivery::deliverNext);
    }

    @Bean
    Station overdueSends(
            Delivery delivery, RightOfWay rightOfWay, @Value("${rapport.outbox.poll:500ms}") Duration poll) {
        return new Station("overdue-sends", 1, poll, new Bell(), rightOfWay, delivery::giveUpOverdue);
    }
}
