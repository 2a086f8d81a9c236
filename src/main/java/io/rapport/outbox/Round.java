package io.rapport.outbox;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Visits clients in turn: answers first, then what nobody asked for; each round goes on where the last one stopped. */
final class Round {

    /** Finds a touch of one urgency whose client comes after the given one. */
    interface Search {
        Optional<Touch> after(boolean proactive, long client);
    }

    private final Map<String, Long> last = new ConcurrentHashMap<>();

    Optional<Touch> next(String channel, Search search) {
        return next(channel, false, search).or(() -> next(channel, true, search));
    }

    Optional<Touch> next(String channel, boolean proactive, Search search) {
        String name = channel + ' ' + proactive;
        long from = last.getOrDefault(name, 0L);
        var found = search.after(proactive, from);
        if (found.isEmpty() && from > 0) {
            found = search.after(proactive, 0);
        }
        found.ifPresent(touch -> last.put(name, touch.clientId()));
        return found;
    }
}
