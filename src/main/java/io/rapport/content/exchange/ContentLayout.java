package io.rapport.content.exchange;

import io.rapport.content.ContentItem;
import io.rapport.content.check.Acceptance;
import io.rapport.content.check.Violation;
import io.rapport.content.check.Vocabulary;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

record ContentLayout(Vocabulary vocabulary) implements Layout<ContentItem> {

    private static final Column ID = Column.of("id", "код", "ид", "code", "номер");
    private static final Column TYPE = Column.of("type", "тип", "вид");
    private static final Column TITLE = Column.of("title", "название", "заголовок", "name");
    private static final Column URL = Column.of("url", "ссылка", "адрес", "link");
    private static final Column BODY = Column.of("body", "текст", "описание", "text", "note");
    private static final Column TAGS = Column.of("tags", "теги", "метки", "тэги");
    private static final Column STAGES = Column.of("stages", "этапы", "стадии", "stage", "этап");
    private static final Column LEVELS = Column.of("levels", "уровни", "level", "уровень");
    private static final Column INTERESTS = Column.of("interests", "интересы", "interest");
    private static final Column LANGUAGE = Column.of("language", "язык", "lang");
    private static final Column FORMAT = Column.of("format", "формат");
    private static final Column FROM = Column.of("valid_from", "действует с", "с даты", "from", "начало");
    private static final Column TO =
            Column.of("valid_to", "действует до", "действует по", "по дату", "to", "until", "конец");
    private static final Column ACTIVE = Column.of("active", "активен", "активно", "включен", "enabled");

    private static final ContentItem BLANK = new ContentItem(
            "", "", "", null, null, List.of(), List.of(), List.of(), List.of(), "ru", "", null, null, true);

    @Override
    public List<Column> columns() {
        return List.of(ID, TYPE, TITLE, URL, BODY, TAGS, STAGES, LEVELS, INTERESTS, LANGUAGE, FORMAT, FROM, TO, ACTIVE);
    }

    @Override
    public String key(ContentItem item) {
        return item.id();
    }

    @Override
    public ContentItem read(Cells cells, @Nullable ContentItem old, int place) {
        ContentItem before = old == null ? BLANK : old;
        return new ContentItem(
                cells.text(ID, ""),
                cells.text(TYPE, before.type()),
                cells.text(TITLE, before.title()),
                cells.optional(URL, before.url()),
                cells.optional(BODY, before.body()),
                cells.list(TAGS, before.tags()),
                cells.list(STAGES, before.stages()),
                cells.list(LEVELS, before.levels()),
                cells.list(INTERESTS, before.interests()),
                cells.textOr(LANGUAGE, before.language()),
                cells.text(FORMAT, before.format()),
                cells.date(FROM, before.validFrom()),
                cells.date(TO, before.validTo()),
                cells.flag(ACTIVE, before.active()));
    }

    @Override
    public List<String> write(ContentItem item) {
        return List.of(
                item.id(),
                item.type(),
                item.title(),
                Objects.toString(item.url(), ""),
                Objects.toString(item.body(), ""),
                String.join(";", item.tags()),
                String.join(";", item.stages()),
                String.join(";", item.levels()),
                String.join(";", item.interests()),
                item.language(),
                item.format(),
                Objects.toString(item.validFrom(), ""),
                Objects.toString(item.validTo(), ""),
                String.valueOf(item.active()));
    }

    @Override
    public List<Violation> violations(ContentItem item) {
        return Acceptance.violations(item, vocabulary);
    }
}
