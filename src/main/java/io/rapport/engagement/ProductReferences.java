package io.rapport.engagement;

import io.rapport.content.Catalogue;
import io.rapport.content.PriceList;
import io.rapport.decision.TemplateText;
import io.rapport.release.LiveRelease;
import io.rapport.ruleset.Ruleset;
import io.rapport.ruleset.RulesetException;
import io.rapport.ruleset.stage.Replying;
import io.rapport.ruleset.stage.Voice;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.Tables;
import io.rapport.ruleset.table.Template;
import io.rapport.ruleset.workbook.CellError;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Rules name products, and the catalogue says which exist. Publishing a name that does not is refused; at the start it is only
 * warned of, since the catalogue may have changed after the release.
 */
@Component
public class ProductReferences {

    private static final Logger LOG = LoggerFactory.getLogger(ProductReferences.class);

    private final Catalogue catalogue;
    private final LiveRelease live;

    ProductReferences(Catalogue catalogue, LiveRelease live) {
        this.catalogue = catalogue;
        this.live = live;
    }

    /** @throws RulesetException naming every cell that names an unknown product */
    public void check(Ruleset rules) {
        List<CellError> errors = unknown(rules.tables());
        if (!errors.isEmpty()) {
            throw new RulesetException(errors);
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void warn() {
        List<CellError> errors = unknown(live.current().rules().tables());
        if (!errors.isEmpty()) {
            LOG.warn(
                    "The live rules name products that the catalogue does not have, in {} places: {}",
                    errors.size(),
                    errors.get(0));
        }
    }

    private List<CellError> unknown(Tables tables) {
        PriceList products = catalogue.snapshot();
        var errors = new ArrayList<CellError>();
        for (String table : List.of("replies", "reengagement", "steps")) {
            for (Row row : tables.table(table).enabledRows()) {
                String product = row.text("product");
                if (product != null
                        && !isPronoun(product)
                        && products.product(product).isEmpty()) {
                    errors.add(error(row.hit().cell(), product));
                }
            }
        }
        for (Row row : tables.lesson("courses").enabledRows()) {
            String product = String.valueOf(row.text("product"));
            if (products.product(product).isEmpty()) {
                errors.add(error(row.hit().cell(), product));
            }
        }
        for (Template template : tables.templates()) {
            template.variants().stream()
                    .map(TemplateText::placeholders)
                    .flatMap(List::stream)
                    .filter(placeholder -> placeholder.name().equals("price") && placeholder.argument() != null)
                    .filter(placeholder ->
                            products.product(placeholder.argument()).isEmpty())
                    .forEach(placeholder -> errors.add(error(template.cell(), placeholder.argument())));
        }
        return errors;
    }

    private static boolean isPronoun(String product) {
        return Replying.NAMED_PRODUCT.contains(product)
                || Replying.LAST_PRODUCT.contains(product)
                || Voice.BOUGHT_PRODUCT.contains(product);
    }

    private static CellError error(String cell, String product) {
        return new CellError(
                cell,
                null,
                null,
                null,
                "курса " + product + " нет в каталоге.",
                "the catalogue has no product " + product + ".");
    }
}
