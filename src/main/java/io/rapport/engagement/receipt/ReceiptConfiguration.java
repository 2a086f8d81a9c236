package io.rapport.engagement.receipt;

import io.rapport.channel.station.Bell;
import io.rapport.channel.station.RightOfWay;
import io.rapport.channel.station.Station;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The thread that confirms payments. They come in on any node, so that it looks rather than being told. */
@Configuration(proxyBeanMethods = false)
class ReceiptConfiguration {

    @Bean
    Station receiptStation(
            Confirming confirming,
            Clock clock,
            RightOfWay rightOfWay,
            @Value("${rapport.receipts.workers:1}") int workers,
            @Value("${rapport.receipts.poll:1s}") Duration poll) {
        return new Station(
                "receipts", workers, poll, new Bell(), rightOfWay, () -> confirming.confirmNext(clock.instant()));
    }
}
