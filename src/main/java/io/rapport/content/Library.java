package io.rapport.content;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All content items at one moment; never changes. */
public final class Library {

    private final List<ContentItem> items;
    private final Map<String, ContentItem> byId;

    private Library(List<ContentItem> items) {
        this.items = List.copyOf(items);
        this.byId = items.stream().collect(Collectors.toUnmodifiableMap(ContentItem::id, Function.identity()));
    }

    public static Library of(List<ContentItem> items) {
        return new Library(items);
    }

    /** Everything, also what is inactive or out of date, in the order of ids. */
    public List<ContentItem> items() {
        return items;
    }

    public Optional<ContentItem> item(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** What may be sent on the day: active and valid. */
    public List<ContentItem> at(LocalDate day) {
        return items.stream()
                .filter(ContentItem::active)
                .filter(item -> item.isValidOn(day))
                .toList();
    }

    /** What may be sent at the instant; the zone says which day that is. */
    public List<ContentItem> at(Instant instant, ZoneId zone) {
        return at(LocalDate.ofInstant(instant, zone));
    }
}
