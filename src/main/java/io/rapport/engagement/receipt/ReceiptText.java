package io.rapport.engagement.receipt;

import io.rapport.client.Client;
import io.rapport.client.receipt.Movement;
import io.rapport.content.Catalogue;
import io.rapport.content.Prices;
import io.rapport.decision.Brief;
import io.rapport.engagement.Names;
import io.rapport.ruleset.table.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What a receipt says: the course, the sum as it was paid, and the name. */
@Component
class ReceiptText {

    private final Catalogue catalogue;
    private final String school;

    ReceiptText(Catalogue catalogue, @Value("${rapport.school:Берег}") String school) {
        this.catalogue = catalogue;
        this.school = school;
    }

    /** @param uses how many receipts the client has read before */
    Brief brief(Client client, Movement money, Template template, int uses) {
        List<Brief.Button> buttons = template.buttons().stream()
                .map(button -> new Brief.Button(button.label(), button.data()))
                .toList();
        List<String> variants =
                template.variants().stream().map(Object::toString).toList();
        var part = new Brief.Part(template.id(), variants, uses, values(client, money), buttons);
        return new Brief(client.id(), client.language(), List.of(part));
    }

    private Map<String, String> values(Client client, Movement money) {
        var values = new HashMap<String, String>();
        values.put("school", school);
        values.put("amount", Prices.amount(money.amount(), money.currency(), client.language()));
        Names.given(client.name()).ifPresent(name -> values.put("name", name));
        Optional.ofNullable(money.product())
                .flatMap(catalogue.snapshot()::product)
                .ifPresent(product -> values.put("product", product.nameIn(client.language())));
        return Map.copyOf(values);
    }
}
