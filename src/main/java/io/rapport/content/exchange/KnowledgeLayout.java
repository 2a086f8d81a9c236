package io.rapport.content.exchange;

import io.rapport.content.KnowledgeEntry;
import io.rapport.content.PriceList;
import io.rapport.content.check.Acceptance;
import io.rapport.content.check.Violation;
import io.rapport.content.check.Vocabulary;
import java.util.List;
import org.jspecify.annotations.Nullable;

record KnowledgeLayout(Vocabulary vocabulary, PriceList prices) implements Layout<KnowledgeEntry> {

    private static final Column ID = Column.of("id", "код", "ид", "номер");
    private static final Column LANGUAGE = Column.of("language", "язык", "lang");
    private static final Column QUESTION = Column.of("question", "вопрос");
    private static final Column PHRASINGS = Column.of("phrasings", "формулировки", "как спрашивают", "варианты");
    private static final Column ANSWER = Column.of("answer", "ответ");
    private static final Column TAGS = Column.of("tags", "теги", "метки", "тэги");
    private static final Column ACTIVE = Column.of("active", "активен", "активно", "включен", "enabled");

    private static final KnowledgeEntry BLANK = new KnowledgeEntry("", "ru", "", List.of(), "", List.of(), true);

    @Override
    public List<Column> columns() {
        return List.of(ID, LANGUAGE, QUESTION, PHRASINGS, ANSWER, TAGS, ACTIVE);
    }

    @Override
    public String key(KnowledgeEntry entry) {
        return entry.id();
    }

    @Override
    public KnowledgeEntry read(Cells cells, @Nullable KnowledgeEntry old, int place) {
        KnowledgeEntry before = old == null ? BLANK : old;
        return new KnowledgeEntry(
                cells.text(ID, ""),
                cells.textOr(LANGUAGE, before.language()),
                cells.text(QUESTION, before.question()),
                cells.phrases(PHRASINGS, before.phrasings()),
                cells.text(ANSWER, before.answer()),
                cells.list(TAGS, before.tags()),
                cells.flag(ACTIVE, before.active()));
    }

    @Override
    public List<String> write(KnowledgeEntry entry) {
        return List.of(
                entry.id(),
                entry.language(),
                entry.question(),
                String.join("|", entry.phrasings()),
                entry.answer(),
                String.join(";", entry.tags()),
                String.valueOf(entry.active()));
    }

    @Override
    public List<Violation> violations(KnowledgeEntry entry) {
        return Acceptance.violations(entry, vocabulary, prices);
    }
}
