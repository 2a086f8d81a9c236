package io.rapport.web;

import java.io.IOException;

/** A request goes on beyond the size we are ready to read. */
class BodyTooLarge extends IOException {

    BodyTooLarge(long limit) {
        super("The body is larger than %d bytes.".formatted(limit));
    }
}
