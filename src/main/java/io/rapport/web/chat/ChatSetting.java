package io.rapport.web.chat;

import io.rapport.web.api.DemoTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What the chat page shows around the conversation.
 *
 * @param isDemo whether visitors may look behind the curtain: the reasons of answers, and a clock to move
 */
@Component
record ChatSetting(String school, boolean isDemo) {

    @Autowired
    ChatSetting(@Value("${rapport.school:Берег}") String school, ObjectProvider<DemoTime> demoTime) {
        this(school, demoTime.getIfAvailable() != null);
    }
}
