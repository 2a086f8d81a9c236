package io.rapport.web.console.lead;

import io.rapport.client.Harmless;
import io.rapport.client.sheet.SheetFile;
import io.rapport.insight.ClientFilter;
import io.rapport.web.lead.ClientSheet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of clients as it is shown, to take home. */
@Controller
class ClientsFile {

    private final ClientSheet sheet;

    ClientsFile(ClientSheet sheet) {
        this.sheet = sheet;
    }

    @GetMapping("/console/clients/export")
    void export(
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String show,
            Locale locale,
            Principal who,
            HttpServletResponse response)
            throws IOException {
        ClientFilter filter = ClientFilter.ALL
                .withText(Harmless.text(q.length() > 200 ? q.substring(0, 200) : q))
                .onlyWaiting(show.equals("waiting"))
                .ownedBy(show.equals("people") ? "HUMAN" : null);
        sheet.write(filter, ClientSheet.format(format).orElse(SheetFile.Format.CSV), locale, who.getName(), response);
    }
}
