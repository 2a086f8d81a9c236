package io.rapport.client.lead.intake;

import io.rapport.client.Harmless;
import io.rapport.client.lead.LeadField;
import io.rapport.client.sheet.SheetFile;
import io.rapport.client.sheet.row.SheetRefused;
import io.rapport.client.sheet.row.SheetRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Imports of leads, from the upload to the list of what was wrong. What is left of one is forgotten after a month. */
@Component
public class LeadImports {

    public static final long MOST_BYTES = 50L << 20;
    public static final int MOST_ROWS = 200_000;

    private static final Duration KEPT = Duration.ofDays(30);
    private static final TypeReference<List<SheetRow>> ROWS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public LeadImports(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Looks at the file and keeps it until somebody says what its columns are. */
    public LeadImport upload(String fileName, Path file, String by, Instant now) throws SheetRefused {
        long bytes = size(file);
        if (bytes > MOST_BYTES) {
            throw new SheetRefused("файл больше 50 МБ: разделите его", "the file is larger than 50 MB: split it");
        }
        SheetFile table = SheetFile.of(file);
        Glance glance = Glance.at(table);
        return Objects.requireNonNull(transaction.execute(status -> {
            LeadImport made = jdbc.sql("""
                    insert into lead_import (file_name, bytes, format, encoding, separator, has_header, columns, mapping, sample,
                        created_at, created_by)
                    values (:name, :bytes, :format, :encoding, :separator, :header, :columns, :mapping, :sample::jsonb, :now, :by)
                    returning *
                    """)
                    .param("name", Harmless.text(fileName))
                    .param("bytes", bytes)
                    .param("format", table.format().name())
                    .param("encoding", table.encoding())
                    .param(
                            "separator",
                            table.separator() == null ? null : table.separator().toString())
                    .param("header", glance.hasHeader())
                    .param(
                            "columns",
                            glance.columns().stream().map(Harmless::text).toArray(String[]::new))
                    .param("mapping", names(glance.mapping()))
                    .param("sample", JsonMapper.shared().writeValueAsString(harmless(glance.rows())))
                    .param("now", ImportRows.parameter(now))
                    .param("by", by)
                    .query(ImportRows::one)
                    .single();
            new Pieces(jdbc).keep(made.id(), file);
            return made;
        }));
    }

    public Optional<LeadImport> find(long id) {
        return jdbc.sql("select * from lead_import where id = :id")
                .param("id", id)
                .query(ImportRows::one)
                .optional();
    }

    public List<LeadImport> latest(int limit) {
        return jdbc.sql("select * from lead_import order by id desc limit :limit")
                .param("limit", limit)
                .query(ImportRows::one)
                .list();
    }

    /** The first rows that hold data; none when the import has ended. */
    public List<SheetRow> sample(long id) {
        return jdbc.sql("select sample from lead_import where id = :id and sample is not null")
                .param("id", id)
                .query(String.class)
                .optional()
                .map(sample -> JsonMapper.shared().readValue(sample, ROWS))
                .orElse(List.of());
    }

    /**
     * Says what the columns are.
     *
     * @throws SheetRefused if nobody could be found or reached that way
     * @return false if the import has begun already
     */
    public boolean map(long id, List<LeadField> mapping, @Nullable String source) throws SheetRefused {
        LeadImport now = find(id).orElse(null);
        if (now == null || mapping.size() != now.columns().size()) {
            throw new SheetRefused(
                    "столбцов в файле: " + (now == null ? 0 : now.columns().size()),
                    "the file has another number of columns");
        }
        Set<LeadField> taken = EnumSet.noneOf(LeadField.class);
        for (int i = 0; i < mapping.size(); i++) {
            LeadField field = mapping.get(i);
            if (!field.isRepeatable() && !taken.add(field)) {
                String column = now.columns().get(i);
                throw new SheetRefused(
                        "столбец «%s»: это значение уже берётся из другого столбца".formatted(column),
                        "column \"%s\": another column becomes the same".formatted(column));
            }
        }
        if (!taken.contains(LeadField.PHONE) && !taken.contains(LeadField.EMAIL)) {
            throw new SheetRefused(
                    "укажите, в каком столбце телефон или почта: по ним узнают человека",
                    "say which column holds the phone or the e-mail: people are known by these");
        }
        return jdbc.sql("update lead_import set mapping = :mapping, source = :source where id = :id and state = 'NEW'")
                        .param("mapping", names(mapping))
                        .param("source", source)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** It is taken in as soon as a node has time for it. */
    public boolean start(long id) {
        return jdbc.sql("update lead_import set state = 'READY' where id = :id and state = 'NEW'")
                        .param("id", id)
                        .update()
                == 1;
    }

    /** What was taken in stays; nothing more is. */
    public boolean cancel(long id, Instant now) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean cancelled = jdbc.sql("""
                            update lead_import set state = 'CANCELLED', finished_at = :now, sample = null
                            where id = :id and state in ('NEW', 'READY', 'RUNNING')
                            """)
                            .param("id", id)
                            .param("now", ImportRows.parameter(now))
                            .update()
                    == 1;
            if (cancelled) {
                jdbc.sql("delete from lead_import_piece where import_id = :id")
                        .param("id", id)
                        .update();
            }
            return cancelled;
        }));
    }

    /** Files hold people's data: what nobody finished, and what is over, goes. */
    public void forgetOld(Instant now) {
        jdbc.sql("delete from lead_import where created_at < :then or state = 'NEW' and created_at < :yesterday")
                .param("then", ImportRows.parameter(now.minus(KEPT)))
                .param("yesterday", ImportRows.parameter(now.minus(Duration.ofDays(1))))
                .update();
    }

    private static List<SheetRow> harmless(List<SheetRow> rows) {
        return rows.stream()
                .map(row -> new SheetRow(
                        row.number(), row.cells().stream().map(Harmless::text).toList()))
                .toList();
    }

    private static String[] names(List<LeadField> fields) {
        return fields.stream().map(LeadField::name).toArray(String[]::new);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
