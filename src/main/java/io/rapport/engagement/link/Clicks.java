package io.rapport.engagement.link;

import io.rapport.channel.station.RateLimit;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Takes note of clicks after the visitor has been sent on: nobody waits for it, and a click that cannot be kept is lost rather than
 * the visitor. Each is judged a little later, when it is known whether all links of its touch were opened at once.
 */
@Component
public class Clicks implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Clicks.class);

    private static final int MOST_WAITING = 5_000;
    private static final int BURST = 5;
    /** A person opens one link again a few times a day; whoever does it all the time says nothing new by it. */
    private static final double PER_SECOND = 1.0 / 60;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Judgement judgement;
    private final RateLimit perLink = new RateLimit(BURST, PER_SECOND);
    private final ScheduledThreadPoolExecutor later;

    Clicks(Judgement judgement) {
        this.judgement = judgement;
        this.later = new ScheduledThreadPoolExecutor(1, work -> {
            var thread = new Thread(work, "clicks");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @return false if it was one click too many: of this link, or of all of them */
    public boolean note(Link link, Visit visit) {
        if (!perLink.take(link.code()).isZero()) {
            return false;
        }
        if (later.getQueue().size() >= MOST_WAITING) {
            LOG.warn("Too many clicks at once: one was not taken note of");
            return false;
        }
        later.execute(() -> attempt(() -> judgement.opened(link, visit)));
        // By then the other clicks of the same moment have left their traces, also those that another node saw.
        later.schedule(
                () -> attempt(() -> judgement.pass(link, visit)),
                judgement.delay().toMillis(),
                TimeUnit.MILLISECONDS);
        return true;
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("A click was not taken note of: {}", e.toString());
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        later.shutdown();
        if (!later.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            later.shutdownNow();
        }
    }
}
