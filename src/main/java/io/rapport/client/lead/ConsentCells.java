package io.rapport.client.lead;

import io.rapport.client.Consent;
import io.rapport.client.lead.Lead.Agreed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** A consent is never assumed: a row gives one only with the text that was agreed to, when, and where that is on record. */
record ConsentCells(ZoneId house, Instant now) {

    private static final int LONGEST = 200;
    private static final DateTimeFormatter RUSSIAN =
            DateTimeFormatter.ofPattern("d.M.uuuu").withResolverStyle(ResolverStyle.STRICT);

    Optional<Agreed> read(Consent.Purpose purpose, String version, String at, String source) throws Unfit {
        if (version.isBlank() && at.isBlank()) {
            return Optional.empty();
        }
        if (version.isBlank() || at.isBlank() || source.isBlank()) {
            throw new Unfit(
                    "согласие без версии текста, даты или источника не принимается: заполните все три или оставьте пустыми",
                    "a consent needs the version of its text, its date and its source: fill in all three or leave them blank");
        }
        if (version.length() > LONGEST || source.length() > LONGEST) {
            throw new Unfit(
                    "версия или источник согласия длиннее 200 знаков",
                    "version or source of a consent longer than 200 characters");
        }
        Instant instant = instant(at);
        if (instant.isAfter(now)) {
            throw new Unfit("согласие с датой в будущем: " + at, "a consent with a date in the future: " + at);
        }
        return Optional.of(new Agreed(purpose, version, source, instant));
    }

    private Instant instant(String at) throws Unfit {
        try {
            if (at.matches("[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{4}")) {
                return LocalDate.parse(at, RUSSIAN).atStartOfDay(house).toInstant();
            }
            if (at.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return LocalDate.parse(at).atStartOfDay(house).toInstant();
            }
            return at.matches(".*(Z|[+-][0-9]{2}:?[0-9]{2})")
                    ? OffsetDateTime.parse(at).toInstant()
                    : LocalDateTime.parse(at.replace(' ', 'T')).atZone(house).toInstant();
        } catch (DateTimeException e) {
            throw new Unfit(
                    "дата согласия «%s»: нужна вида 2026-12-31 или 31.12.2026".formatted(at),
                    "date of a consent \"%s\": one such as 2026-12-31 is needed".formatted(at));
        }
    }
}
