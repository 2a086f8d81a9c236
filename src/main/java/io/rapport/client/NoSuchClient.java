package io.rapport.client;

/** Nobody has this id: it was never given, or the person has been erased. */
public class NoSuchClient extends RuntimeException {

    public NoSuchClient(long id) {
        super("No client has the id " + id);
    }
}
