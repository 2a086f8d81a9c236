package io.rapport.payment.provider;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Somebody who takes money for us and tells us about it. */
public interface PaymentProvider {

    /** In the address of its webhook, and in the books. */
    String name();

    /**
     * Whether this was sent by the provider, as far as can be seen without asking; always false without its secret.
     *
     * @param header the value of a header of the request by its name
     */
    boolean isAuthentic(byte[] body, Function<String, @Nullable String> header, Instant now);

    /** The provider's own name of this notice: the same notice delivered again has the same one. Never fails. */
    String idOf(byte[] body);

    /**
     * What the notice says. May ask the provider, so never call it in a transaction.
     *
     * @throws ProviderAway if the provider could not be asked now
     */
    Statement read(byte[] body);

    /** What the provider wants to hear once the notice is kept. */
    default String acknowledgement() {
        return "";
    }

    /** Whether a stranger could deliver notices, too: then they are counted. */
    default boolean isSigned() {
        return true;
    }
}
