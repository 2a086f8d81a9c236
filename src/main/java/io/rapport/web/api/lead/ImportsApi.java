package io.rapport.web.api.lead;

import io.rapport.client.lead.LeadField;
import io.rapport.client.lead.intake.BrokenRows;
import io.rapport.client.lead.intake.LeadImport;
import io.rapport.client.lead.intake.LeadImports;
import io.rapport.web.InvalidField;
import io.rapport.web.lead.ImportDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/clients/imports")
@Tag(name = "Imports of leads")
class ImportsApi {

    private static final int LATEST = 50;
    private static final int MOST_BROKEN = 1_000;

    private final LeadImports imports;
    private final BrokenRows broken;
    private final ImportDesk desk;

    ImportsApi(LeadImports imports, BrokenRows broken, ImportDesk desk) {
        this.imports = imports;
        this.broken = broken;
        this.desk = desk;
    }

    /** @param mapping what each column becomes, in their order; absent to take what was guessed */
    record Start(@Nullable List<String> mapping, @Nullable String source) {}

    record Listing(List<LeadImport> items) {}

    record Wrong(int row, String column, String value, String message) {}

    record Errors(List<Wrong> items, @Nullable Integer next) {}

    @PostMapping(
            consumes = {
                "text/csv",
                "text/plain",
                "application/octet-stream",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            })
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary =
                    "Uploads a list (CSV or XLSX, 50 MB, 200,000 rows) and guesses what its columns are; nothing is taken in yet")
    LeadImport upload(InputStream file, @RequestParam(required = false) @Nullable String fileName, Principal caller) {
        return desk.upload(fileName, file, caller.getName());
    }

    @GetMapping
    @Operation(summary = "The latest imports")
    Listing list() {
        return new Listing(imports.latest(LATEST));
    }

    @GetMapping("/{id}")
    @Operation(summary = "How far an import has come")
    LeadImport one(@PathVariable long id) {
        return known(id);
    }

    @PostMapping("/{id}/start")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Says what the columns are and begins, in the background")
    LeadImport start(@PathVariable long id, @RequestBody Start start, Principal caller) {
        LeadImport before = known(id);
        desk.map(
                id,
                start.mapping() == null
                        ? before.mapping()
                        : start.mapping().stream().map(ImportsApi::field).toList(),
                start.source());
        desk.start(id, caller.getName());
        return known(id);
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Stops an import; who was taken in stays")
    LeadImport cancel(@PathVariable long id, Principal caller) {
        known(id);
        desk.cancel(id, caller.getName());
        return known(id);
    }

    @GetMapping("/{id}/errors")
    @Operation(summary = "Rows that could not be taken in, with column, value and reason")
    Errors errors(@PathVariable long id, @RequestParam(defaultValue = "0") int after, Locale locale) {
        known(id);
        var rows = broken.of(id, after, MOST_BROKEN);
        return new Errors(
                rows.stream()
                        .flatMap(row -> row.faults().stream()
                                .map(fault -> new Wrong(
                                        row.row().number(),
                                        fault.column(),
                                        fault.value(),
                                        fault.in(locale.getLanguage().equals("ru") ? "ru" : "en"))))
                        .toList(),
                rows.size() < MOST_BROKEN
                        ? null
                        : rows.get(rows.size() - 1).row().number());
    }

    @GetMapping(path = "/{id}/errors.csv", produces = "text/csv")
    @Operation(summary = "The same rows as a file, with the reason in front, to be mended and brought again")
    void errorsFile(@PathVariable long id, Locale locale, HttpServletResponse response) throws IOException {
        LeadImport of = known(id);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"errors-" + id + ".csv\"");
        broken.write(of, !locale.getLanguage().equals("ru"), response.getOutputStream());
    }

    private LeadImport known(long id) {
        return imports.find(id).orElseThrow(() -> LeadProblems.notFound("import"));
    }

    private static LeadField field(String name) {
        return Arrays.stream(LeadField.values())
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidField("mapping", "must be some of " + Arrays.toString(LeadField.values())));
    }
}
