package io.rapport.web.lead;

import io.rapport.client.sheet.SheetFile;
import io.rapport.client.sheet.row.SheetWriter;
import io.rapport.insight.ClientFilter;
import io.rapport.insight.ClientRow;
import io.rapport.insight.ClientViews;
import io.rapport.insight.Cursor;
import io.rapport.insight.Page;
import io.rapport.web.security.Audit;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The list of clients as a file, of any length: it is written page by page, and no transaction waits for whoever reads it. */
@Component
public class ClientSheet {

    private static final int PAGE = 1_000;
    private static final List<String> RU = List.of(
            "№",
            "Имя",
            "Телефон",
            "Почта",
            "Этап",
            "Портрет",
            "Интерес",
            "Теплота",
            "Метки",
            "Каналы",
            "Язык",
            "Часовой пояс",
            "Источник",
            "Отвечает",
            "Отписан",
            "Знакомы с",
            "Последнее сообщение");
    private static final List<String> EN = List.of(
            "No.",
            "Name",
            "Phone",
            "E-mail",
            "Stage",
            "Fit",
            "Engagement",
            "Band",
            "Tags",
            "Channels",
            "Language",
            "Time zone",
            "Source",
            "Owner",
            "Opted out",
            "Known since",
            "Last message");

    private final ClientViews views;
    private final Audit audit;
    private final Clock clock;

    ClientSheet(ClientViews views, Audit audit, Clock clock) {
        this.views = views;
        this.audit = audit;
        this.clock = clock;
    }

    public static Optional<SheetFile.Format> format(String name) {
        return Arrays.stream(SheetFile.Format.values())
                .filter(format -> format.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Whoever takes personal data out leaves a trace. */
    public void write(
            ClientFilter filter, SheetFile.Format format, Locale locale, String by, HttpServletResponse response)
            throws IOException {
        audit.record(clock.instant(), by, "EXPORTED_CLIENTS", null, Map.of("format", format.name()));
        String name = "clients." + format.name().toLowerCase(Locale.ROOT);
        response.setContentType(
                format == SheetFile.Format.CSV
                        ? "text/csv;charset=UTF-8"
                        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try (SheetWriter file = SheetFile.writer(format, response.getOutputStream())) {
            file.write(locale.getLanguage().equals("en") ? EN : RU);
            Cursor after = Cursor.START;
            while (after != null) {
                Page<ClientRow> page = views.list(filter, after, PAGE);
                for (ClientRow row : page.items()) {
                    file.write(cells(row));
                }
                after = page.next();
            }
        }
    }

    private static List<@Nullable String> cells(ClientRow row) {
        return Arrays.asList(
                String.valueOf(row.id()),
                row.name(),
                row.phone(),
                row.email(),
                row.stage(),
                row.fit().toPlainString(),
                row.engagement().toPlainString(),
                row.band(),
                String.join(", ", row.tags()),
                String.join(", ", row.channels()),
                row.language(),
                row.timezone(),
                row.source(),
                row.owner(),
                text(row.optedOutAt()),
                text(row.createdAt()),
                text(row.lastMessageAt()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
