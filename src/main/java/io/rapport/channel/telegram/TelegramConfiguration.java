package io.rapport.channel.telegram;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TelegramSettings.class)
class TelegramConfiguration {

    @Bean
    TelegramChannel telegramChannel(TelegramSettings settings) {
        return new TelegramChannel(settings);
    }

    @Bean
    BotName botName(TelegramSettings settings) {
        return new BotName(settings);
    }
}
