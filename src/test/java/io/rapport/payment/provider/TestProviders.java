package io.rapport.payment.provider;

import io.rapport.payment.PaymentSettings;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The providers of the house, and one that does what the test says. */
public final class TestProviders {

    private volatile Function<byte[], Statement> says = body -> new Statement.Irrelevant("nothing");
    private final PaymentProviders all;

    public TestProviders(PaymentSettings settings) {
        this.all =
                new PaymentProviders(List.of(new GenericProvider(settings), new StripeProvider(settings), new Moody()));
    }

    public PaymentProviders all() {
        return all;
    }

    public void says(Function<byte[], Statement> statement) {
        says = statement;
    }

    public void isAway() {
        says = body -> {
            throw new ProviderAway("out for lunch");
        };
    }

    private final class Moody implements PaymentProvider {

        @Override
        public String name() {
            return "moody";
        }

        @Override
        public boolean isAuthentic(byte[] body, Function<String, @Nullable String> header, Instant now) {
            return true;
        }

        @Override
        public String idOf(byte[] body) {
            return Json.fingerprint(body);
        }

        @Override
        public Statement read(byte[] body) {
            return says.apply(body);
        }
    }
}
