package io.rapport.client.lead;

import io.rapport.client.Consent;
import io.rapport.client.Harmless;
import io.rapport.client.lead.Lead.Agreed;
import io.rapport.client.sheet.row.SheetRow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes leads of rows, by what the columns were said to become. */
public final class LeadReader {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_CODE = 64;
    private static final int LONGEST_TEXT = 1_000;
    private static final Map<String, String> LANGUAGES = Map.of(
            "ru",
            "ru",
            "rus",
            "ru",
            "русский",
            "ru",
            "рус",
            "ru",
            "russian",
            "ru",
            "en",
            "en",
            "eng",
            "en",
            "английский",
            "en",
            "англ",
            "en",
            "english",
            "en");

    private final List<String> columns;
    private final Map<LeadField, Integer> places = new EnumMap<>(LeadField.class);
    private final Map<String, Integer> attributes = new LinkedHashMap<>();
    private final @Nullable String defaultSource;
    private final Map<String, String> campaigns;
    private final Places whereabouts;
    private final ConsentCells consents;

    /**
     * @param defaultSource for rows that name no source
     * @param campaigns the codes of campaigns by their names in lower case
     */
    public LeadReader(
            List<String> columns,
            List<LeadField> mapping,
            @Nullable String defaultSource,
            Map<String, String> campaigns,
            Places whereabouts,
            ZoneId house,
            Instant now) {
        this.columns = columns;
        this.defaultSource = defaultSource;
        this.campaigns = campaigns;
        this.whereabouts = whereabouts;
        this.consents = new ConsentCells(house, now);
        for (int i = 0; i < mapping.size(); i++) {
            switch (mapping.get(i)) {
                case SKIP -> {}
                case ATTRIBUTE -> attributes.putIfAbsent(columns.get(i), i);
                default -> places.putIfAbsent(mapping.get(i), i);
            }
        }
    }

    /** A lead, or what is wrong: one of them is empty. */
    public record Reading(@Nullable Lead lead, List<Fault> faults) {}

    public Reading read(SheetRow row) {
        List<Fault> faults = new ArrayList<>();
        String phone = value(row, LeadField.PHONE, Reach::phone, faults);
        String email = value(row, LeadField.EMAIL, Reach::email, faults);
        if (phone == null && email == null && faults.isEmpty()) {
            faults.add(new Fault("", "", "нет ни телефона, ни почты", "neither a phone nor an e-mail"));
        }
        String first = value(row, LeadField.NAME, cell -> line(cell, LONGEST_NAME), faults);
        String last = value(row, LeadField.LAST_NAME, cell -> line(cell, LONGEST_NAME), faults);
        String source = value(row, LeadField.SOURCE, this::source, faults);
        String language = value(row, LeadField.LANGUAGE, LeadReader::language, faults);
        String city = value(row, LeadField.CITY, cell -> line(cell, LONGEST_NAME), faults);
        ZoneId told = value(row, LeadField.TIMEZONE, Places::zone, faults);
        Map<String, String> more = more(row, city, faults);
        List<Agreed> agreed = agreed(row, faults);
        if (!faults.isEmpty()) {
            return new Reading(null, faults);
        }
        ZoneId zone = told;
        String from = told == null ? null : "TOLD";
        if (zone == null && city != null) {
            zone = whereabouts.city(city).orElse(null);
            from = zone == null ? null : "CITY";
        }
        if (zone == null && phone != null) {
            zone = whereabouts.phone(phone).orElse(null);
            from = zone == null ? null : "PHONE";
        }
        String name = first == null ? last : last == null ? first : first + " " + last;
        return new Reading(
                new Lead(
                        row.number(),
                        name,
                        phone,
                        email,
                        source == null ? defaultSource : source,
                        language,
                        zone,
                        from,
                        more,
                        agreed),
                List.of());
    }

    private interface Cell<T> {
        T of(String text) throws Unfit;
    }

    private <T> @Nullable T value(SheetRow row, LeadField field, Cell<T> reading, List<Fault> faults) {
        Integer place = places.get(field);
        String text = place == null ? "" : row.cell(place);
        if (place == null || text.isBlank()) {
            return null;
        }
        try {
            return reading.of(Harmless.text(text));
        } catch (Unfit e) {
            faults.add(e.in(columns.get(place), text));
            return null;
        }
    }

    private Map<String, String> more(SheetRow row, @Nullable String city, List<Fault> faults) {
        Map<String, String> more = new LinkedHashMap<>();
        if (city != null) {
            more.put("city", city);
        }
        String note = value(row, LeadField.NOTE, cell -> text(cell, LONGEST_TEXT), faults);
        if (note != null) {
            more.put("note", note);
        }
        attributes.forEach((column, place) -> {
            String text = Harmless.text(row.cell(place));
            if (text.length() > LONGEST_TEXT) {
                faults.add(tooLong(LONGEST_TEXT).in(column, text));
            } else if (!text.isBlank()) {
                more.put(column, text);
            }
        });
        return more;
    }

    private List<Agreed> agreed(SheetRow row, List<Fault> faults) {
        List<Agreed> agreed = new ArrayList<>();
        try {
            String source = cell(row, LeadField.CONSENT_SOURCE);
            consents.read(
                            Consent.Purpose.PERSONAL_DATA,
                            cell(row, LeadField.PERSONAL_DATA_VERSION),
                            cell(row, LeadField.PERSONAL_DATA_AT),
                            source)
                    .ifPresent(agreed::add);
            consents.read(
                            Consent.Purpose.ADVERTISING,
                            cell(row, LeadField.ADVERTISING_VERSION),
                            cell(row, LeadField.ADVERTISING_AT),
                            source)
                    .ifPresent(agreed::add);
        } catch (Unfit e) {
            faults.add(e.in(consentColumn(), ""));
        }
        return agreed;
    }

    private String consentColumn() {
        return places.entrySet().stream()
                .filter(place -> place.getKey().name().matches("PERSONAL_DATA.*|ADVERTISING.*|CONSENT.*"))
                .map(place -> columns.get(place.getValue()))
                .findFirst()
                .orElse("");
    }

    private String cell(SheetRow row, LeadField field) {
        Integer place = places.get(field);
        return place == null ? "" : Harmless.text(row.cell(place));
    }

    private String source(String cell) throws Unfit {
        String code = campaigns.get(cell.toLowerCase(Locale.ROOT));
        return code != null ? code : line(cell, LONGEST_CODE);
    }

    private static String language(String cell) throws Unfit {
        String language = LANGUAGES.get(cell.toLowerCase(Locale.ROOT));
        if (language == null) {
            throw new Unfit("нужен язык: ru или en", "a language is needed: ru or en");
        }
        return language;
    }

    /** One line without control and direction marks, which would turn the text around it. */
    private static String line(String cell, int longest) throws Unfit {
        return text(
                cell.replaceAll("[\\p{Cc}\\s]+", " ").replaceAll("\\p{Cf}", "").strip(), longest);
    }

    private static String text(String cell, int longest) throws Unfit {
        if (cell.length() > longest) {
            throw tooLong(longest);
        }
        return cell;
    }

    private static Unfit tooLong(int longest) {
        return new Unfit("длиннее %d знаков".formatted(longest), "longer than %d characters".formatted(longest));
    }
}
