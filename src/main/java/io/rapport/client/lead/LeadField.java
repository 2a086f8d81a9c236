package io.rapport.client.lead;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a column of a file can become, with the headings by which it is guessed. */
public enum LeadField {
    NAME(
            "имя",
            "фио",
            "ф.и.о.",
            "имя и фамилия",
            "контакт",
            "контактное лицо",
            "клиент",
            "name",
            "full name",
            "first name",
            "contact"),
    LAST_NAME("фамилия", "last name", "surname"),
    PHONE(
            "телефон",
            "тел",
            "тел.",
            "мобильный",
            "мобильный телефон",
            "номер телефона",
            "номер",
            "phone",
            "phone number",
            "mobile",
            "tel",
            "whatsapp"),
    EMAIL("почта", "электронная почта", "эл. почта", "e-mail", "email", "mail", "емейл", "имейл", "адрес почты"),
    SOURCE("источник", "кампания", "откуда", "utm_campaign", "source", "campaign", "lead source"),
    LANGUAGE("язык", "language", "lang"),
    CITY("город", "населённый пункт", "населенный пункт", "city", "town"),
    TIMEZONE("часовой пояс", "пояс", "таймзона", "timezone", "time zone", "tz"),
    NOTE("комментарий", "примечание", "заметка", "комментарии", "note", "notes", "comment", "comments"),
    PERSONAL_DATA_VERSION("согласие пд: текст", "версия согласия пд", "personal data consent version"),
    PERSONAL_DATA_AT("согласие пд: дата", "дата согласия пд", "personal data consent date"),
    ADVERTISING_VERSION("согласие на рекламу: текст", "версия согласия на рекламу", "advertising consent version"),
    ADVERTISING_AT("согласие на рекламу: дата", "дата согласия на рекламу", "advertising consent date"),
    CONSENT_SOURCE("согласие: источник", "источник согласия", "где дано согласие", "consent source"),
    /** Kept with the event of the import under the column's own name. */
    ATTRIBUTE,
    /** Also what a list of broken rows has in front. */
    SKIP("причина", "строка", "reason", "row");

    private final Set<String> headings;

    LeadField(String... headings) {
        this.headings = Set.of(headings);
    }

    /** Whether several columns may become this. */
    public boolean isRepeatable() {
        return this == ATTRIBUTE || this == SKIP;
    }

    public static Optional<LeadField> called(String heading) {
        String name =
                heading.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ").replaceAll("[*:]$", "");
        return Arrays.stream(values())
                .filter(field -> field.headings.contains(name))
                .findFirst();
    }
}
