package io.rapport.content.exchange;

import io.rapport.content.Catalogue;
import io.rapport.content.ContentLibrary;
import io.rapport.content.PriceList;
import io.rapport.content.Shelf;
import io.rapport.content.check.Vocabulary;
import io.rapport.content.knowledge.Knowledge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Content, products and knowledge, in and out as CSV files. A record is added or replaced by its id; nothing is ever removed. */
@Component
public class Exchange {

    /** Without it, Excel takes UTF-8 for the Windows encoding. */
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final ContentLibrary library;
    private final Catalogue catalogue;
    private final Knowledge knowledge;
    private final TransactionTemplate transaction;

    public Exchange(ContentLibrary library, Catalogue catalogue, Knowledge knowledge, TransactionTemplate transaction) {
        this.library = library;
        this.catalogue = catalogue;
        this.knowledge = knowledge;
        this.transaction = transaction;
    }

    public ImportReport importContent(byte[] file, Vocabulary vocabulary, Strictness strictness, Instant now) {
        return read(file, library, () -> new ContentLayout(vocabulary), strictness, now);
    }

    public ImportReport importProducts(byte[] file, Vocabulary vocabulary, Strictness strictness, Instant now) {
        return read(file, catalogue, () -> new ProductLayout(vocabulary), strictness, now);
    }

    /** Answers may name only products that exist by now. */
    public ImportReport importKnowledge(byte[] file, Vocabulary vocabulary, Strictness strictness, Instant now) {
        return read(
                file, knowledge, () -> new KnowledgeLayout(vocabulary, PriceList.of(catalogue.all())), strictness, now);
    }

    public String exportContent() {
        return written(library.all(), new ContentLayout(Vocabulary.permissive()));
    }

    public String exportProducts() {
        return written(catalogue.all(), new ProductLayout(Vocabulary.permissive()));
    }

    public String exportKnowledge() {
        return written(knowledge.all(), new KnowledgeLayout(Vocabulary.permissive(), PriceList.of(List.of())));
    }

    private <T> ImportReport read(
            byte[] file, Shelf<T> shelf, Supplier<Layout<T>> layouts, Strictness strictness, Instant now) {
        try {
            FileText text = FileText.of(file);
            return transaction.execute(status -> {
                Layout<T> layout = layouts.get();
                try {
                    return saved(text, Table.of(text.text(), layout.columns()), shelf, layout, strictness, now);
                } catch (FileRefused refused) {
                    return ImportReport.refused(refused);
                }
            });
        } catch (FileRefused refused) {
            return ImportReport.refused(refused);
        }
    }

    private static <T> ImportReport saved(
            FileText text, Table table, Shelf<T> shelf, Layout<T> layout, Strictness strictness, Instant now) {
        shelf.lock();
        Map<String, T> before = shelf.all().stream().collect(Collectors.toMap(layout::key, Function.identity()));
        Reading<T> reading = Reading.of(table, layout, before);
        List<T> different = new ArrayList<>();
        int added = 0;
        for (T item : reading.good()) {
            T old = before.get(layout.key(item));
            added += old == null ? 1 : 0;
            if (!item.equals(old)) {
                different.add(item);
            }
        }
        boolean save = switch (strictness) {
            case ALL_OR_NOTHING -> reading.errors().isEmpty();
            case GOOD_LINES -> table.headerIsSound();
            case CHECK_ONLY -> false;
        };
        if (save) {
            shelf.putAll(different, now);
        }
        return new ImportReport(
                save,
                added,
                different.size() - added,
                reading.good().size() - different.size(),
                reading.errors().size(),
                reading.errors(),
                text.encoding(),
                String.valueOf(table.separator()));
    }

    private static <T> String written(List<T> items, Layout<T> layout) {
        StringBuilder file = new StringBuilder().append(BYTE_ORDER_MARK);
        try (CSVPrinter printer = new CSVPrinter(file, CSVFormat.RFC4180)) {
            printer.printRecord(layout.columns().stream().map(Column::name));
            for (T item : items) {
                printer.printRecord(layout.write(item).stream().map(Formulas::disarm));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString();
    }
}
