package io.rapport.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rapport.ruleset.parse.TablesParser;
import io.rapport.ruleset.schema.Schema;
import io.rapport.ruleset.schema.SchemaReader;
import io.rapport.ruleset.table.Tables;
import io.rapport.ruleset.workbook.CellError;
import io.rapport.ruleset.workbook.RawWorkbook;
import io.rapport.ruleset.workbook.WorkbookReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The shipped rules with something changed, and what becomes of them. */
public final class RuleFolder {

    private final TreeMap<String, byte[]> bytes;

    private RuleFolder(TreeMap<String, byte[]> bytes) {
        this.bytes = bytes;
    }

    public static RuleFolder shipped() {
        return new RuleFolder(new TreeMap<>(Shipped.files().bytes()));
    }

    /** The shipped rules without their examples, drop-down lists and receipts: quicker to open, and nothing refers to rows or templates. */
    public static RuleFolder lean() {
        return new RuleFolder(new TreeMap<>(Lean.BYTES));
    }

    /** Only these rows in «Правила» of scoring.xlsx, so that their addresses are known. */
    public static RuleFolder scoring(Object[]... rows) {
        return lean().with("scoring.xlsx", book -> book.sheet("Правила", rows));
    }

    private static final class Lean {
        static final Map<String, byte[]> BYTES = new HashMap<>(Shipped.files().bytes());

        static {
            Shipped.files().workbooks().forEach((name, content) -> {
                WorkbookBuilder book =
                        WorkbookBuilder.of(content).withoutSheet("Примеры").withoutSheet("Справочники");
                BYTES.put(name, book.with(Lean::dropReceipts).bytes());
            });
        }

        /** They may be blank, and name templates that tests replace. */
        private static void dropReceipts(XSSFWorkbook book) {
            Sheet settings = book.getSheet("Настройки");
            if (settings != null) {
                for (Row row : settings) {
                    if (row.getCell(0) != null && row.getCell(0).toString().startsWith("Подтверждение ")) {
                        row.getCell(1).setBlank();
                    }
                }
            }
        }
    }

    public RuleFolder with(String workbook, UnaryOperator<WorkbookBuilder> change) {
        return with(
                workbook, change.apply(WorkbookBuilder.of(bytes.get(workbook))).bytes());
    }

    public RuleFolder with(String path, byte[] content) {
        var changed = new TreeMap<>(bytes);
        changed.put(path, content);
        return new RuleFolder(changed);
    }

    public RuleFolder with(String path, String content) {
        return with(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public RuleFolder without(String path) {
        var changed = new TreeMap<>(bytes);
        changed.remove(path);
        return new RuleFolder(changed);
    }

    public RuleFiles files() {
        return new RuleFiles(bytes);
    }

    /** What is read from the workbooks if nothing is wrong with them. */
    public Tables tables() {
        var errors = new ArrayList<CellError>();
        Tables tables = read(errors);
        assertThat(errors).isEmpty();
        return tables;
    }

    /** What is wrong with the cells. Reads only what was changed, so it is quick; {@link #refusal} goes the whole way. */
    public List<CellError> errors() {
        var errors = new ArrayList<CellError>();
        read(errors);
        return errors;
    }

    private Tables read(List<CellError> errors) {
        var raw = new LinkedHashMap<String, RawWorkbook>();
        files().workbooks()
                .forEach((name, content) ->
                        Read.workbook(name, content, errors).ifPresent(workbook -> raw.put(name, workbook)));
        return TablesParser.parse(Read.SCHEMA, raw, errors);
    }

    private static final class Read {
        static final Schema SCHEMA = SchemaReader.read(Shipped.files().schemas());
        private static final Map<byte[], Optional<RawWorkbook>> UNCHANGED =
                Collections.synchronizedMap(new IdentityHashMap<>());

        static Optional<RawWorkbook> workbook(String name, byte[] content, List<CellError> errors) {
            boolean isUnchanged = content == Shipped.files().bytes().get(name) || content == Lean.BYTES.get(name);
            return isUnchanged
                    ? UNCHANGED.computeIfAbsent(content, bytes -> WorkbookReader.read(name, bytes, new ArrayList<>()))
                    : WorkbookReader.read(name, content, errors);
        }
    }

    public Ruleset compiled() {
        return Ruleset.of(files());
    }

    public List<CellError> refusal() {
        RulesetException refusal = catchThrowableOfType(RulesetException.class, this::compiled);
        assertThat(refusal).as("the rules must be refused").isNotNull();
        return refusal.errors();
    }

    /** Says exactly these, as {@link Complaint}s, and nothing else. */
    public void isRefusedFor(Complaint... complaints) {
        assertThat(errors().stream()
                        .map(error -> new Complaint(error.place(), error.ru(), error.en()))
                        .toList())
                .containsExactlyInAnyOrder(complaints);
    }

    /** Is refused because of this place alone, with words that contain the given ones. */
    public void isRefusedAt(String place, String... words) {
        holds(errors(), place, words);
    }

    /** The same, asked of the whole set of rules as it would go live. */
    public void isRefusedAsAWholeAt(String place, String... words) {
        holds(refusal(), place, words);
    }

    private static void holds(List<CellError> errors, String place, String... words) {
        assertThat(errors.stream().map(CellError::place)).as(errors.toString()).containsOnly(place);
        assertThat(errors.toString()).contains(Arrays.asList(words));
    }

    /** @param place such as {@code scoring.xlsx › Правила!E7 «Очков»} */
    public record Complaint(String place, String ru, String en) {}

    public static Complaint at(String place, String ru, String en) {
        return new Complaint(place, ru, en);
    }
}
