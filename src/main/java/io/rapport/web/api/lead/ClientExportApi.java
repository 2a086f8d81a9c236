package io.rapport.web.api.lead;

import io.rapport.client.Harmless;
import io.rapport.insight.ClientFilter;
import io.rapport.web.InvalidField;
import io.rapport.web.lead.ClientSheet;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Clients")
class ClientExportApi {

    private static final int LONGEST_QUESTION = 200;

    private final ClientSheet sheet;

    ClientExportApi(ClientSheet sheet) {
        this.sheet = sheet;
    }

    @GetMapping("/api/v1/clients/export")
    @Operation(summary = "Clients as CSV or XLSX; filters as in the list")
    void export(
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String externalId,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String stage,
            Locale locale,
            Principal caller,
            HttpServletResponse response)
            throws IOException {
        var filter = ClientFilter.ALL
                .on(question("channel", channel), question("externalId", externalId))
                .withText(question("q", q))
                .withStage(question("stage", stage));
        var written = ClientSheet.format(format).orElseThrow(() -> new InvalidField("format", "must be csv or xlsx"));
        sheet.write(filter, written, locale, caller.getName(), response);
    }

    private static @Nullable String question(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > LONGEST_QUESTION) {
            throw new InvalidField(field, "must have at most " + LONGEST_QUESTION + " characters");
        }
        return Harmless.text(value);
    }
}
