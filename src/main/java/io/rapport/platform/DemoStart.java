package io.rapport.platform;

import io.rapport.content.exchange.DemoSchool;
import io.rapport.platform.clock.DemoMode;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** A first run begins with a school to talk about. */
@Component
@Conditional(DemoMode.class)
class DemoStart implements InitializingBean {

    private final DemoSchool school;

    DemoStart(DemoSchool school) {
        this.school = school;
    }

    @Override
    public void afterPropertiesSet() {
        school.loadIfEmpty();
    }
}
