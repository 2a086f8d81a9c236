package io.rapport.platform.clock;

import io.rapport.platform.database.NoDatabaseConfigured;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Rapport is being tried out: on its own database, unless {@code rapport.demo=false} says that this small house is a real one. */
public class DemoMode extends NoDatabaseConfigured {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return super.matches(context, metadata)
                && context.getEnvironment().getProperty("rapport.demo", Boolean.class, true);
    }
}
