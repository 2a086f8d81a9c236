package io.rapport.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContentLibraryTest {

    private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");

    private final TestDatabase database = TestDatabase.create();
    private final ContentLibrary library = new ContentLibrary(database.dataSource(), database.transaction());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void saysWhetherAnItemWasAddedChangedOrAsBefore() {
        assertThat(library.put(item("c-1", "One"), NOW)).isEqualTo(Change.ADDED);
        assertThat(library.put(item("c-1", "One"), NOW)).isEqualTo(Change.UNCHANGED);
        assertThat(library.put(item("c-1", "Two"), NOW)).isEqualTo(Change.CHANGED);
        assertThat(library.find("c-1")).contains(item("c-1", "Two"));
        assertThat(library.find("c-1\0")).isEmpty();
    }

    @Test
    void onlySwitchesOffWhatSomebodyHasReceived() {
        library.putAll(List.of(item("c-1", "Seen"), item("c-2", "New")), NOW);
        database.jdbc().sql("""
                        with c as (insert into client (created_at) values (now()) returning id)
                        insert into content_seen (client_id, content_id, seen_at) select id, 'c-1', now() from c
                        """).update();

        assertThat(library.remove("c-1", NOW)).isEqualTo(Change.DEACTIVATED);
        assertThat(library.remove("c-2", NOW)).isEqualTo(Change.REMOVED);
        assertThat(library.remove("c-2", NOW)).isEqualTo(Change.NOT_FOUND);
        assertThat(library.snapshot().items()).singleElement().matches(item -> !item.active());
    }

    @Test
    void listsInPagesThatMissNothing() {
        for (int i = 0; i < 25; i++) {
            library.put(item("c-" + i, i % 2 == 0 ? "100% even_" : "odd"), NOW);
        }
        var seen = new ArrayList<String>();
        String after = null;
        do {
            var page = library.page(ContentFilter.EVERYTHING, after, 7);
            page.items().forEach(item -> seen.add(item.id()));
            after = page.next();
        } while (after != null);

        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(library.page(filter("100% EVEN_"), null, 50).items()).hasSize(13);
        assertThat(library.page(filter("%"), null, 50).items()).hasSize(13);
        assertThat(library.page(filter("even_x"), null, 50).items()).isEmpty();
        assertThat(library.page(filter("\0\\"), null, 50).items()).isEmpty();
    }

    @Test
    void offersOnlyWhatIsActiveAndValidThatDay() {
        var day = LocalDate.of(2026, 12, 1);
        var snapshot = Library.of(List.of(
                item("from-today", day, null, true),
                item("to-today", null, day, true),
                item("from-tomorrow", day.plusDays(1), null, true),
                item("to-yesterday", null, day.minusDays(1), true),
                item("off", null, null, false)));

        assertThat(snapshot.at(day)).extracting(ContentItem::id).containsExactly("from-today", "to-today");
        // it is already tomorrow in Vladivostok
        var evening = Instant.parse("2026-12-01T20:00:00Z");
        assertThat(snapshot.at(evening, ZoneOffset.UTC)).hasSize(2);
        assertThat(snapshot.at(evening, ZoneId.of("Asia/Vladivostok")))
                .extracting(ContentItem::id)
                .containsExactly("from-today", "from-tomorrow");
    }

    @Test
    void remembersTenThousandItemsUntilAnyNodeChangesThem() {
        var items = new ArrayList<ContentItem>();
        for (int i = 0; i < 10_000; i++) {
            items.add(item("c-" + i, "Item " + i));
        }
        library.putAll(items, NOW);
        var before = library.snapshot();
        assertThat(before.items()).hasSize(10_000);
        assertThat(library.snapshot()).isSameAs(before);

        library.put(item("c-0", "Changed here"), NOW);
        assertThat(library.snapshot().item("c-0"))
                .hasValueSatisfying(item -> assertThat(item.title()).isEqualTo("Changed here"));
    }

    @Test
    void asksForTheVersionAtMostOnceASecondAndReadsOnlyWhatChanged() {
        var ticks = new AtomicLong();
        var loads = new AtomicInteger();
        var watched = new Watched<>(database.jdbc(), "product", loads::incrementAndGet, ticks::get);

        assertThat(watched.get()).isEqualTo(1);
        ticks.addAndGet(2_000_000_000L);
        assertThat(watched.get()).as("nothing changed").isEqualTo(1);

        new Catalogue(database.dataSource(), database.transaction())
                .put(PricesTest.product("A", BigDecimal.ONE, "RUB"), NOW);
        assertThat(watched.get()).as("not asked again within a second").isEqualTo(1);
        ticks.addAndGet(1_000_000_000L);
        assertThat(watched.get()).as("another node changed it").isEqualTo(2);
        watched.touched();
        assertThat(watched.get()).isEqualTo(2);
    }

    @Test
    void keepsProductsThatAnAnswerNames() {
        var catalogue = new Catalogue(database.dataSource(), database.transaction());
        catalogue.put(PricesTest.product("A", BigDecimal.ONE, "RUB"), NOW);
        catalogue.put(PricesTest.product("B", BigDecimal.ONE, "RUB"), NOW);
        database.jdbc()
                .sql(
                        "insert into knowledge (id, question, answer, updated_at) values ('k', '?', 'за {price:A}', now())")
                .update();

        assertThat(catalogue.remove("A", NOW)).isEqualTo(Change.DEACTIVATED);
        assertThat(catalogue.remove("B", NOW)).isEqualTo(Change.REMOVED);
        assertThat(catalogue.snapshot().onSale()).isEmpty();
    }

    private static ContentFilter filter(String text) {
        return new ContentFilter("GUIDE", "t", true, text);
    }

    private static ContentItem item(String id, String title) {
        return new ContentItem(
                id,
                "GUIDE",
                title,
                null,
                "x",
                List.of("t"),
                List.of(),
                List.of(),
                List.of(),
                "ru",
                "PDF",
                null,
                null,
                true);
    }

    private static ContentItem item(String id, @Nullable LocalDate from, @Nullable LocalDate to, boolean active) {
        return new ContentItem(
                id, "GUIDE", id, null, "x", List.of(), List.of(), List.of(), List.of(), "ru", "PDF", from, to, active);
    }
}
