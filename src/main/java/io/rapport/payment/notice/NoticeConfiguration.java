package io.rapport.payment.notice;

import io.rapport.channel.station.RightOfWay;
import io.rapport.channel.station.Station;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The thread that books money. */
@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    @Bean
    Station paymentStation(
            Cashier cashier,
            Notices notices,
            RightOfWay rightOfWay,
            @Value("${rapport.payments.workers:1}") int workers,
            @Value("${rapport.payments.poll:500ms}") Duration poll) {
        return new Station("payments", workers, poll, notices.bell(), rightOfWay, cashier::handleNext);
    }
}
