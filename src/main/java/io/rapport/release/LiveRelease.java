package io.rapport.release;

import io.rapport.ruleset.Ruleset;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The release by which this node decides. Changing it is one reference: whoever is deciding finishes with the release it took.
 */
@Component
public class LiveRelease implements InitializingBean {

    /** Compiled releases are large; sequences last weeks, so few are in use at once. */
    private static final int EARLIER = 4;

    private static final Logger LOG = LoggerFactory.getLogger(LiveRelease.class);

    private final Releases releases;
    private final Clock clock;
    private final RulesFolder folder;
    private final Map<Long, Release> earlier = Collections.synchronizedMap(new Recent<>(EARLIER));
    private final AtomicReference<@Nullable Release> live = new AtomicReference<>();

    LiveRelease(Releases releases, Clock clock, RulesFolder folder) {
        this.releases = releases;
        this.clock = clock;
        this.folder = folder;
    }

    @Override
    public void afterPropertiesSet() {
        publish(folder.compiledAtStart());
    }

    public Release current() {
        return Objects.requireNonNull(live.get(), "No release is live yet");
    }

    /**
     * A release that need not be live any more: a sequence goes on by the rules it began with.
     *
     * @throws IllegalArgumentException if there is none of this number
     */
    public Release release(long id) {
        Release now = current();
        return now.id() == id ? now : earlier.computeIfAbsent(id, this::compile);
    }

    private Release compile(long id) {
        Releases.Summary summary =
                releases.find(id).orElseThrow(() -> new IllegalArgumentException("There is no release " + id));
        LOG.info("Release {} is compiled again for those who are still inside its sequences", id);
        return new Release(id, summary.hash(), summary.author(), summary.publishedAt(), Ruleset.of(releases.files(id)));
    }

    /** Where the rule files of this node are, in words. */
    public String source() {
        return folder.toString();
    }

    /**
     * Reads, checks and publishes the rule files as they are now.
     *
     * @param check what else must hold, against the world outside of the rules; throws what {@link Ruleset#of} throws
     * @throws io.rapport.ruleset.RulesetException with every error; then nothing has changed
     */
    public synchronized Release publishFolder(Consumer<Ruleset> check) {
        RulesFolder.Compiled compiled = folder.compile();
        check.accept(compiled.rules());
        return publish(compiled);
    }

    private Release publish(RulesFolder.Compiled compiled) {
        Releases.Summary summary = releases.publish(compiled.files(), "folder", clock.instant());
        return goLive(summary, compiled.rules());
    }

    /** Another node may have published: at most a few seconds later this one decides by the same rules. */
    @Scheduled(fixedDelay = 2_000)
    synchronized void follow() {
        try {
            Releases.Summary newest = releases.live().orElseThrow();
            if (newest.id() > current().id()) {
                goLive(newest, Ruleset.of(releases.files(newest.id())));
            }
        } catch (DataAccessException e) {
            // The database is away: whoever needs it complains; the next look comes soon.
            LOG.debug("Could not look for a newer release", e);
        }
    }

    private Release goLive(Releases.Summary summary, Ruleset rules) {
        var release = new Release(summary.id(), summary.hash(), summary.author(), summary.publishedAt(), rules);
        live.set(release);
        rules.findings().forEach(finding -> LOG.warn("Release {}: {}", release.id(), finding));
        LOG.info("Release {} is live: {}", release.id(), release.hash().substring(0, 12));
        return release;
    }
}
