package io.rapport.web.api;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the chat page shows around the conversation. */
@Component
record ChatSetting(
        @Value("${rapport.school:Берег}") String school,
        @Value("${rapport.demo:true}") boolean isDemo) {}
