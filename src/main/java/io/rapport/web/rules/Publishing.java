package io.rapport.web.rules;

import io.rapport.engagement.Insiders;
import io.rapport.engagement.ProductReferences;
import io.rapport.release.LiveRelease;
import io.rapport.release.Release;
import io.rapport.release.ReleaseArms;
import io.rapport.web.security.Audit;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How an edited rules folder goes live, from the console and through the API alike. */
@Component
public class Publishing {

    private final LiveRelease live;
    private final ReleaseArms arms;
    private final ProductReferences products;
    private final Insiders insiders;
    private final Audit audit;
    private final Clock clock;

    Publishing(
            LiveRelease live,
            ReleaseArms arms,
            ProductReferences products,
            Insiders insiders,
            Audit audit,
            Clock clock) {
        this.live = live;
        this.arms = arms;
        this.products = products;
        this.insiders = insiders;
        this.audit = audit;
        this.clock = clock;
    }

    /** What becomes of those inside a sequence: they finish by the rules they began with, or go on by the new ones. */
    public enum Enrolments {
        FINISH,
        MOVE
    }

    /**
     * @param isNew not if the folder holds what is live already
     * @param moved absent if those inside finish by the rules they began with
     */
    public record Published(Release release, boolean isNew, Insiders.@Nullable Moved moved) {}

    /** @throws io.rapport.ruleset.RulesetException with every error; then nothing has changed */
    public Published publish(Enrolments enrolments, String actor) {
        long before = live.current().id();
        Release release = live.publishFolder(rules -> {
            products.check(rules);
            arms.check(rules);
        });
        boolean isNew = release.id() != before;
        if (isNew) {
            audit.record(clock.instant(), actor, "PUBLISHED", "release/" + release.id(), Map.of());
        }
        return new Published(release, isNew, enrolments == Enrolments.MOVE ? insiders.moveToLive(null) : null);
    }
}
