package io.rapport.client;

/** Nobody has this id: it was never given, the person has been erased, or has turned out to be another client. */
public class NoSuchClient extends RuntimeException {

    private final long id;

    public NoSuchClient(long id) {
        super("No client has the id " + id);
        this.id = id;
    }

    public long id() {
        return id;
    }
}
