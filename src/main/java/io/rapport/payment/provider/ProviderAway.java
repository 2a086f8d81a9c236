package io.rapport.payment.provider;

/** The provider could not be asked, or did not answer sensibly: to be tried again. The message carries no secret. */
public final class ProviderAway extends RuntimeException {

    ProviderAway(String message) {
        super(message);
    }
}
