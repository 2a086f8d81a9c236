package io.rapport.web.chat;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The chat has an address without a file name: links to it, and the frames of {@code embed.js}, outlive the file. */
@Configuration
class ChatPage implements WebMvcConfigurer {

    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        views.addViewController("/chat").setViewName("forward:/chat/index.html");
        views.addRedirectViewController("/chat/", "/chat").setKeepQueryParams(true);
    }
}
