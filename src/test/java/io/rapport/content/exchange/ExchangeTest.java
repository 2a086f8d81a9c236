package io.rapport.content.exchange;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.content.Catalogue;
import io.rapport.content.ContentItem;
import io.rapport.content.ContentLibrary;
import io.rapport.content.KnowledgeEntry;
import io.rapport.content.Product;
import io.rapport.content.check.Vocabulary;
import io.rapport.content.knowledge.Knowledge;
import io.rapport.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {

    private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
    private static final Vocabulary SCHOOL = new Vocabulary(Map.of(
            "type", Set.of("GUIDE", "VIDEO"),
            "levels", Set.of("A1", "A2", "B1"),
            "interests", Set.of("TRAVEL", "WORK")));

    private final TestDatabase database = TestDatabase.create();
    private final ContentLibrary library = new ContentLibrary(database.dataSource(), database.transaction());
    private final Catalogue catalogue = new Catalogue(database.dataSource(), database.transaction());
    private final Knowledge knowledge = new Knowledge(database.dataSource(), database.transaction());
    private final Exchange exchange = new Exchange(library, catalogue, knowledge, database.transaction());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void readsAnyOrderOfColumnsUnderRussianNames() {
        var report = read("Название;Формат;ID;Тип;Ссылка;Действует до;Активен;Уровни\n"
                + "Шестьдесят фраз;PDF;c-1;GUIDE;https://a.example/1;31.12.2026;нет;A1 | B1\n");

        assertThat(report.errors()).isEmpty();
        assertThat(report.separator()).isEqualTo(";");
        assertThat(library.find("c-1")).hasValueSatisfying(item -> {
            assertThat(item.title()).isEqualTo("Шестьдесят фраз");
            assertThat(item.validTo()).isEqualTo(LocalDate.of(2026, 12, 31));
            assertThat(item.levels()).containsExactly("A1", "B1");
            assertThat(item.active()).isFalse();
        });
    }

    @Test
    void readsTheEncodingsThatSpreadsheetsWrite() {
        String text = "id\ttype\ttitle\tformat\turl\nc-1\tGUIDE\tЁлка\tPDF\thttps://a.example\n";
        for (Charset charset : List.of(UTF_8, Charset.forName("windows-1251"))) {
            var report = read(text.getBytes(charset));
            assertThat(report.encoding()).isEqualTo(charset.name());
            assertThat(library.find("c-1").orElseThrow().title()).isEqualTo("Ёлка");
        }
        assertThat(read(("\ufeff" + text).getBytes(UTF_16LE)).unchanged()).isEqualTo(1);
        assertThat(read(("\ufeff" + text).getBytes(UTF_8)).unchanged()).isEqualTo(1);
        assertThat(read("sep=\t\r\n" + text.replace("\n", "\r\n")).unchanged()).isEqualTo(1);
    }

    @Test
    void doesNotTakeDamagedUtf8ForTheWindowsEncoding() {
        byte[] whole = "id,title\nc-1,Очень длинное название по-русски".getBytes(UTF_8);
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 1);

        var report = read(cut);

        assertThat(report.saved()).isFalse();
        assertThat(report.errors()).singleElement().satisfies(error -> {
            assertThat(error.line()).isEqualTo(2);
            assertThat(error.en()).contains("neither as UTF-8 nor as windows-1251");
        });
    }

    @Test
    void namesEveryErrorAtOnceAndSavesNothing() {
        var report = read("""
                id,type,title,format,url,valid_from,valid_to,active,levels
                c-1,GUIDE,Good,PDF,https://a.example,,,true,A1
                c-2,GIUDE,"two
                lines",PDF,https://a.example,,,true,А1
                c-3,GUIDE,,PDF,ftp://a.example,2026-02-30,,maybe,
                c-1,GUIDE,Again,PDF,https://a.example,2026-05-02,2026-05-01,true,
                ,GUIDE,No id,PDF,https://a.example,,,true,
                c-4,GUIDE,Nothing to send,PDF,,,,true,,too many
                """);

        assertThat(report.saved()).isFalse();
        assertThat(library.all()).isEmpty();
        assertThat(report.errors())
                .extracting(error -> error.line() + " " + error.column())
                .contains(
                        "3 type",
                        "3 levels",
                        "5 title",
                        "5 url",
                        "5 valid_from",
                        "5 active",
                        "6 id",
                        "6 valid_to",
                        "7 id",
                        "8 ");
        assertThat(report.errors().stream().filter(error -> error.column().equals("type")))
                .allSatisfy(error -> assertThat(error.en()).contains("did you mean GUIDE", "VIDEO"));
        assertThat(report.errors().stream().filter(error -> error.column().equals("levels")))
                .allSatisfy(error -> assertThat(error.ru()).contains("может быть, A1?"));
        assertThat(report.errorCount()).isEqualTo(report.errors().size());
    }

    @Test
    void savesTheGoodLinesOnlyIfAskedTo() {
        String file =
                "id,type,title,format,url\nc-1,GUIDE,Good,PDF,https://a.example\nc-2,NONE,Bad,PDF,https://a.example\n";

        var checked = exchange.importContent(file.getBytes(UTF_8), SCHOOL, Strictness.CHECK_ONLY, NOW);
        assertThat(checked.saved()).isFalse();
        assertThat(library.all()).isEmpty();

        var report = exchange.importContent(file.getBytes(UTF_8), SCHOOL, Strictness.GOOD_LINES, NOW);
        assertThat(report.saved()).isTrue();
        assertThat(library.all()).extracting(ContentItem::id).containsExactly("c-1");
    }

    @Test
    void countsWhatIsNewChangedAndAsBefore() {
        read("id,type,title,format,url\nc-1,GUIDE,One,PDF,https://a.example\nc-2,GUIDE,Two,PDF,https://a.example\n");
        var report = read(
                "id,type,title,format,url\nc-1,GUIDE,One,PDF,https://a.example\nc-2,GUIDE,Zwei,PDF,https://a.example\nc-3,GUIDE,Three,PDF,https://a.example\n");

        assertThat(List.of(report.added(), report.changed(), report.unchanged()))
                .containsExactly(1, 1, 1);
    }

    @Test
    void leavesAloneWhatTheFileDoesNotSpeakOf() {
        read("id,type,title,format,url,tags\nc-1,GUIDE,One,PDF,https://a.example,magnet;time\n");
        read("id,active\nc-1,нет\n");

        assertThat(library.find("c-1").orElseThrow().tags()).containsExactly("magnet", "time");
        assertThat(library.find("c-1").orElseThrow().active()).isFalse();
    }

    @Test
    void refusesAnswersWithPricesThatDoNotExist() {
        exchange.importProducts(
                "code,name,price\nGROUP,Группа,7900\n".getBytes(UTF_8), SCHOOL, Strictness.ALL_OR_NOTHING, NOW);
        var report = exchange.importKnowledge(
                "id,question,answer\nk-1,Почём?,В группе {price:GRUOP}\nk-2,Почём?,{price GROUP}\n".getBytes(UTF_8),
                SCHOOL,
                Strictness.ALL_OR_NOTHING,
                NOW);

        assertThat(report.errors()).extracting(ImportError::line).containsExactly(2, 3);
        assertThat(report.errors().get(0).en()).contains("Did you mean GROUP");
    }

    @Test
    void neverTakesAMissingPriceForFree() {
        var report = exchange.importProducts(
                "code,name\nGROUP,Группа\n".getBytes(UTF_8), SCHOOL, Strictness.ALL_OR_NOTHING, NOW);

        assertThat(report.errors()).extracting(ImportError::column).containsExactly("price");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n\n",
                ",,,\n,,,",
                "nonsense",
                "id",
                "id,id\nc-1,c-2",
                "id,titel\nc-1,x",
                "title\nno key",
                "id,title\n\"c-1,never closed\n",
                "id,title\n\"c-1\"x,stray\n",
                "id,title\nc-1,nul\0inside\n",
                "PK\u0003\u0004 an xlsx",
                "id,title\r\rc-1,x",
                "\ud800,\udc00",
                "sep=;",
                "id,title,type,format,url\n=1+1,x,GUIDE,PDF,https://a.example",
                "id,title,type,format,url\nc-1,\u0007bell,GUIDE,PDF,https://a.example",
                "id,title,type,format,url,tags\nc-1,x,GUIDE,PDF,https://a.example,a;a",
                "id,title,type,format,url,tags\nc-1,x,GUIDE,PDF,https://a.example,=cmd",
                "id,title,type,format,url\nc-1,x,GUIDE,PDF,javascript:alert(1)",
                "id,title,type,format,url,valid_to\nc-1,x,GUIDE,PDF,https://a.example,+999999999-01-01",
                "id,title,type,format,url,valid_to\nc-1,x,GUIDE,PDF,https://a.example,31.02.2026"
            })
    void refusesWhatCannotBeReadAndSaysWhy(String file) {
        var report = read(file);

        assertThat(library.all()).isEmpty();
        assertThat(report.added()).isZero();
        if (!file.equals("id")) {
            assertThat(report.errors()).isNotEmpty().allSatisfy(error -> {
                assertThat(error.ru()).isNotBlank();
                assertThat(error.en()).isNotBlank();
            });
        }
    }

    @Test
    void namesTheLineOnWhichAQuoteWasOpened() {
        var report = read("id,title\nc-1,fine\nc-2,\"never closed\nc-3,swallowed\n");

        assertThat(report.errors().get(0).line()).isEqualTo(3);
    }

    @Test
    void refusesFilesBeyondTheLimits() {
        assertThat(read(new byte[FileText.MOST_BYTES + 1]).errors().get(0).en()).contains("5 MB");
        assertThat(read("id\n" + "c\n".repeat(Table.MOST_LINES + 1))
                        .errors()
                        .get(0)
                        .en())
                .contains("50,000");
    }

    @Test
    void readsTheLargestFileAllowedInAFewSeconds() {
        var file = new StringBuilder("id,type,title,format,url\n");
        for (int i = 0; i < Table.MOST_LINES; i++) {
            file.append("c-")
                    .append(i)
                    .append(",GUIDE,Название ")
                    .append(i)
                    .append(",PDF,https://a.example/")
                    .append(i)
                    .append('\n');
        }
        long start = System.nanoTime();
        var report = read(file.toString());

        assertThat(report.added()).isEqualTo(Table.MOST_LINES);
        assertThat((System.nanoTime() - start) / 1_000_000_000).isLessThan(30);
    }

    @Test
    void disarmsFormulasInTheFile() {
        library.put(item("c-1", "=HYPERLINK(\"http://evil\")", "-1 \n+2"), NOW);

        assertThat(exchange.exportContent())
                .contains("'=HYPERLINK")
                .contains("'-1")
                .doesNotContain(",=")
                .doesNotContain("\"=");
    }

    @Test
    void readsBackExactlyWhatItWrote() {
        var random = new Random(20261122);
        var items = new ArrayList<ContentItem>();
        for (int i = 0; i < 300; i++) {
            items.add(item("c-" + (1000 + i), Nasty.text(random), Nasty.text(random)));
        }
        items.forEach(item -> assertThat(io.rapport.content.check.Acceptance.violations(item, Vocabulary.permissive()))
                .isEmpty());
        library.putAll(items, NOW);
        var before = library.all();
        String file = exchange.exportContent();

        assertThat(read(file).unchanged()).isEqualTo(300);
        database.jdbc().sql("delete from content_library").update();
        assertThat(read(file).added()).isEqualTo(300);
        assertThat(library.all()).isEqualTo(before);
        assertThat(exchange.exportContent()).isEqualTo(file);
    }

    @Test
    void readsBackProductsAndKnowledgeAsWell() {
        catalogue.put(
                new Product(
                        "GROUP",
                        "Группа; «до 6»",
                        "Group",
                        "=1",
                        null,
                        new BigDecimal("7900.50"),
                        "RUB",
                        "в месяц",
                        "per month",
                        List.of("A1", "B1"),
                        List.of(),
                        null,
                        true,
                        7),
                NOW);
        knowledge.put(
                new KnowledgeEntry(
                        "k-1",
                        "ru",
                        "Почём; а?",
                        List.of("скок, стоит", "@цена", "'=x"),
                        "{price:GROUP}",
                        List.of("price"),
                        false),
                NOW);
        var products = catalogue.all();
        var entries = knowledge.all();
        String productFile = exchange.exportProducts();
        String knowledgeFile = exchange.exportKnowledge();
        database.jdbc().sql("delete from product").update();
        database.jdbc().sql("delete from knowledge").update();

        exchange.importProducts(productFile.getBytes(UTF_8), SCHOOL, Strictness.ALL_OR_NOTHING, NOW);
        var report = exchange.importKnowledge(
                knowledgeFile.getBytes(UTF_8), Vocabulary.permissive(), Strictness.ALL_OR_NOTHING, NOW);

        assertThat(report.errors()).isEmpty();
        assertThat(catalogue.all()).isEqualTo(products);
        assertThat(knowledge.all()).isEqualTo(entries);
    }

    @Test
    void loadsTheDemoSchoolOnce() {
        var school = DemoSchools.school(database, knowledge);

        assertThat(school.loadIfEmpty()).isTrue();
        assertThat(library.snapshot().items()).hasSizeGreaterThan(70);
        assertThat(catalogue.snapshot().onSale()).extracting(Product::code).startsWith("TRIAL", "GROUP");
        int loaded = knowledge.all().size();
        assertThat(school.loadIfEmpty()).isFalse();
        assertThat(knowledge.all()).hasSize(loaded);
    }

    private ImportReport read(String file) {
        return read(file.getBytes(UTF_8));
    }

    private ImportReport read(byte[] file) {
        return exchange.importContent(file, SCHOOL, Strictness.ALL_OR_NOTHING, NOW);
    }

    private static ContentItem item(String id, String title, @Nullable String body) {
        return new ContentItem(
                id,
                "GUIDE",
                title,
                "https://a.example",
                body,
                List.of("t"),
                List.of(),
                List.of("A1"),
                List.of(),
                "ru",
                "PDF",
                LocalDate.of(2026, 1, 1),
                null,
                true);
    }
}
