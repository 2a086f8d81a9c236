package io.rapport.payment.provider;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Our own page, where nothing is really paid. Its notices are written in the house: none comes in from outside. */
@Component
class DemoProvider implements PaymentProvider {

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public boolean isAuthentic(byte[] body, Function<String, @Nullable String> header, Instant now) {
        return false;
    }

    @Override
    public String idOf(byte[] body) {
        return Json.fingerprint(body);
    }

    @Override
    public Statement read(byte[] body) {
        return Json.object(body)
                .map(GenericProvider::statement)
                .orElseGet(() -> new Statement.Unreadable("no JSON object"));
    }
}
