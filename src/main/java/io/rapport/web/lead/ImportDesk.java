package io.rapport.web.lead;

import io.rapport.client.campaign.CampaignCode;
import io.rapport.client.lead.LeadField;
import io.rapport.client.lead.intake.LeadImport;
import io.rapport.client.lead.intake.LeadImports;
import io.rapport.client.sheet.row.SheetRefused;
import io.rapport.web.security.Audit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Uploads lists of leads, says what their columns are, starts and stops. */
@Component
public class ImportDesk {

    private static final int LONGEST_NAME = 120;

    private final LeadImports imports;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ImportDesk(LeadImports imports, Audit audit, TransactionTemplate transaction, Clock clock) {
        this.imports = imports;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    public LeadImport upload(@Nullable String fileName, InputStream body, String by) {
        return onDisk(body, file -> {
            try {
                LeadImport made = imports.upload(name(fileName), file, by, clock.instant());
                trace(by, "UPLOADED_LEADS", made.id());
                return made;
            } catch (SheetRefused e) {
                throw Mistake.of("file", e);
            }
        });
    }

    public void map(long id, List<LeadField> mapping, @Nullable String source) {
        String code = source == null || source.isBlank() ? null : source.strip();
        if (code != null && !CampaignCode.isSound(code)) {
            throw new Mistake(
                    "source", "код — от 1 до 64 латинских букв, цифр, «_» и «-»", "must be 1 to 64 of A-Z a-z 0-9 _ -");
        }
        try {
            imports.map(id, mapping, code);
        } catch (SheetRefused e) {
            throw Mistake.of("mapping", e);
        }
    }

    public boolean start(long id, String by) {
        return traced(() -> imports.start(id), by, "STARTED_IMPORT", id);
    }

    public boolean cancel(long id, String by) {
        return traced(() -> imports.cancel(id, clock.instant()), by, "CANCELLED_IMPORT", id);
    }

    /** Lets work be done with what is sent as a file of ours, which is gone afterwards. */
    public static <T> T onDisk(InputStream body, Function<Path, T> work) {
        try {
            Path file = Files.createTempFile("rapport-upload", ".tmp");
            try {
                Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
                return work.apply(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the folders that some browsers tell, and what would turn the text around it. */
    private static String name(@Nullable String fileName) {
        String name = fileName == null
                ? ""
                : fileName.replaceAll(".*[/\\\\]", "")
                        .replaceAll("[\\p{Cc}\\p{Cf}]", "")
                        .strip();
        return name.isEmpty() ? "leads" : name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    private boolean traced(BooleanSupplier deed, String by, String name, long id) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean done = deed.getAsBoolean();
            if (done) {
                trace(by, name, id);
            }
            return done;
        }));
    }

    private void trace(String by, String deed, long id) {
        audit.record(clock.instant(), by, deed, "lead-import/" + id, Map.of());
    }
}
