package io.rapport.web.events;

/** One item of a batch cannot be taken; the others can. */
final class Refused extends Exception {

    private final String field;

    Refused(String field, String message) {
        super(message, null, false, false);
        this.field = field;
    }

    String field() {
        return field;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
