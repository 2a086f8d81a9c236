package io.rapport.client.lead.intake;

import io.rapport.client.lead.LeadField;
import io.rapport.client.sheet.SheetFile;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import as it stands.
 *
 * @param encoding of a CSV file, as it was found out; so is the separator
 * @param hasHeader whether the first row names the columns
 * @param mapping what each column becomes
 * @param source the campaign of those whose row names none
 * @param total rows that are not blank; absent until it has begun
 * @param created people nobody knew
 * @param known people we knew, and rows that repeat another
 * @param changed people we knew, of whom we know more now
 */
public record LeadImport(
        long id,
        String fileName,
        long bytes,
        SheetFile.Format format,
        @Nullable String encoding,
        @Nullable String separator,
        boolean hasHeader,
        List<String> columns,
        List<LeadField> mapping,
        @Nullable String source,
        State state,
        Instant createdAt,
        String createdBy,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Integer total,
        int position,
        int created,
        int known,
        int changed,
        int broken,
        @Nullable String error,
        @Nullable String errorEn) {

    public enum State {
        /** Waits for somebody to say what its columns are. */
        NEW,
        /** Waits for its turn. */
        READY,
        RUNNING,
        DONE,
        CANCELLED,
        /** The file could not be read after all. */
        FAILED
    }

    public int done() {
        return created + known + changed + broken;
    }

    public boolean isUnderway() {
        return state == State.READY || state == State.RUNNING;
    }

    /** From 0 to 100. */
    public int percent() {
        return total == null || total == 0 ? 0 : (int) (100L * done() / total);
    }
}
