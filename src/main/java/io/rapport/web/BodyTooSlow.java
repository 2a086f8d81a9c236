package io.rapport.web;

import java.io.IOException;

/** A request trickles in so slowly that it would keep a thread of ours busy for its own sake. */
class BodyTooSlow extends IOException {

    BodyTooSlow(long seconds) {
        super("The body did not arrive within %d seconds.".formatted(seconds));
    }
}
