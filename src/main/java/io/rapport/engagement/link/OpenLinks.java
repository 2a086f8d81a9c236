package io.rapport.engagement.link;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Where links lead, remembered for a while: whoever opens a link again is sent on even while the database is away. */
@Component
public class OpenLinks {

    private static final int MOST = 10_000;
    private static final long FOR_NANOS = TimeUnit.MINUTES.toNanos(10);

    private record Remembered(Link link, long since) {}

    private final Links links;
    private final Map<String, Remembered> remembered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST;
        }
    };

    OpenLinks(Links links) {
        this.links = links;
    }

    public Optional<Link> find(String code) {
        if (!Links.isCode(code)) {
            return Optional.empty();
        }
        long now = System.nanoTime();
        synchronized (remembered) {
            Remembered found = remembered.get(code);
            if (found != null && now - found.since() < FOR_NANOS) {
                return Optional.of(found.link());
            }
        }
        Optional<Link> link = links.find(code);
        synchronized (remembered) {
            remembered.remove(code);
            link.ifPresent(found -> remembered.put(code, new Remembered(found, now)));
        }
        return link;
    }
}
