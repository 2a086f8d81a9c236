package io.rapport.content.exchange;

import java.util.List;

/**
 * What became of a file.
 *
 * @param saved false if nothing was written, because of errors or because only a check was asked for
 * @param errors the first thousand; {@code errorCount} counts all
 * @param encoding which was recognised: UTF-8, windows-1251 …
 * @param separator which was recognised: , ; or a tab
 */
public record ImportReport(
        boolean saved,
        int added,
        int changed,
        int unchanged,
        int errorCount,
        List<ImportError> errors,
        String encoding,
        String separator) {

    private static final int MOST = 1000;

    public ImportReport {
        errors = List.copyOf(errors.subList(0, Math.min(MOST, errors.size())));
    }

    static ImportReport refused(FileRefused refused) {
        return new ImportReport(false, 0, 0, 0, 1, List.of(refused.error()), "", "");
    }

    public boolean isClean() {
        return errorCount == 0;
    }
}
