package io.rapport.client.lead;

/** A cell that cannot become what its column says. */
final class Unfit extends Exception {

    private final String ru;

    Unfit(String ru, String en) {
        super(en, null, false, false);
        this.ru = ru;
    }

    Fault in(String column, String value) {
        return new Fault(column, value, ru, getMessage());
    }
}
