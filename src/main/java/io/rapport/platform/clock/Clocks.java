package io.rapport.platform.clock;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class Clocks {

    @Bean
    Clock systemClock() {
        return Clock.systemUTC();
    }

    @Bean
    @Primary
    @Conditional(DemoMode.class)
    DemoClock demoClock(@Qualifier("systemClock") Clock system, JdbcClient jdbc, ApplicationEventPublisher events) {
        return new DemoClock(system, jdbc, events);
    }
}
