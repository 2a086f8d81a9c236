package io.rapport.engagement.job;

/** There is no job of this name. */
public class NoSuchJob extends RuntimeException {

    NoSuchJob(String name) {
        super("There is no job called " + name);
    }
}
