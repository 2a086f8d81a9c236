package io.rapport.engagement;

import io.rapport.content.Catalogue;
import io.rapport.content.Prices;
import io.rapport.content.Product;
import io.rapport.decision.Brief;
import io.rapport.decision.Reply;
import io.rapport.engagement.link.PublicAddress;
import io.rapport.payment.Currencies;
import io.rapport.payment.request.PaymentLinks;
import io.rapport.payment.request.PaymentRequests;
import io.rapport.payment.request.PaymentRequests.Offer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whoever is sent to pay gets a link of his own: the money that comes by it is known to be his. */
@Component
class Bills {

    private static final String PAYMENT_LINK = "SEND_PAYMENT_LINK";
    private static final String LINK = "link";

    private final Catalogue catalogue;
    private final PaymentLinks links;
    private final PaymentRequests requests;
    private final PublicAddress address;

    Bills(Catalogue catalogue, PaymentLinks links, PaymentRequests requests, PublicAddress address) {
        this.catalogue = catalogue;
        this.links = links;
        this.requests = requests;
        this.address = address;
    }

    /**
     * The brief with links to pay in the place of those to the pages of the products. Call it in the transaction that plans the touch,
     * under the client's lock, and never for what is only foreseen.
     */
    Brief enclose(Reply reply, Brief brief, String touchKey, Instant now) {
        var parts = new ArrayList<Brief.Part>();
        for (int i = 0; i < brief.parts().size(); i++) {
            Brief.Part part = brief.parts().get(i);
            parts.add(link(reply.parts().get(i), brief.clientId(), touchKey, now)
                    .map(link -> with(part, link))
                    .orElse(part));
        }
        return new Brief(brief.clientId(), brief.language(), parts);
    }

    private Optional<String> link(Reply.Part part, long clientId, String touchKey, Instant now) {
        if (!part.action().equals(PAYMENT_LINK) || part.product() == null) {
            return Optional.empty();
        }
        Optional<Product> product = catalogue.snapshot().product(part.product());
        Optional<BigDecimal> amount =
                product.flatMap(course -> Currencies.amount(Prices.reduced(course, part.discount())));
        if (amount.isEmpty()) {
            return Optional.empty();
        }
        String code = product.get().code();
        String currency = product.get().currency();
        return links.to(code, amount.get(), currency, address.base())
                .map(toAddress -> requests.ask(
                                new Offer(
                                        clientId,
                                        code,
                                        amount.get(),
                                        currency,
                                        part.by().row(),
                                        touchKey),
                                toAddress,
                                now)
                        .url());
    }

    private static Brief.Part with(Brief.Part part, String link) {
        Map<String, String> values = new HashMap<>(part.values());
        values.put(LINK, link);
        return new Brief.Part(part.template(), part.variants(), part.uses(), Map.copyOf(values), part.buttons());
    }
}
