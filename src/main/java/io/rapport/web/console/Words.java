package io.rapport.web.console;

import io.rapport.insight.Moment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Codes, numbers and instants as the reader of a page knows them: in the words of the console, else in those of the rules. A code
 * nobody has put into words is shown as it is.
 */
public final class Words {

    /** Kinds whose words stand at the beginning of a line. */
    private static final Set<String> LEADING = Set.of("event", "action");

    /** As {@link io.rapport.decision.NextReview#waitsFor} writes it. */
    private static final Pattern ROW = Pattern.compile("(\\p{Lu}+-\\d+) (\\S.*?![A-Z]+\\d+): (.*)", Pattern.DOTALL);

    /** What each job counts, in the order of its sentence. */
    private static final Map<String, List<String>> JOBS = Map.of(
            "review", List.of("seen", "release"),
            "weekly-digest", List.of("weeks"),
            "retention", List.of("messages", "silences", "links", "months"),
            "partitions", List.of("months"),
            "rollup", List.of("decisions", "touches", "answers"));

    /** What the values of events are codes of. */
    private static final Map<String, String> ABOUT = Map.of(
            "SERIES_STARTED", "sequence",
            "SERIES_ENDED", "sequence",
            "CONTENT_SENT", "content",
            "CONTENT_OPENED", "content",
            "LINK_CLICKED", "content",
            "LINK_CLICKED_BY_MACHINE", "content",
            "TOLD_INTEREST", "interest");

    private final MessageSource messages;
    private final HouseTime time;
    private final RuleWords rules;
    private final Locale locale;

    Words(MessageSource messages, HouseTime time, RuleWords rules, Locale locale) {
        this.messages = messages;
        this.time = time;
        this.rules = rules;
        this.locale = locale;
    }

    /** @param row absent if no row of the rules is the reason */
    public record Due(@Nullable String row, @Nullable String cell, String text) {}

    public String of(String kind, @Nullable String code) {
        if (code == null || code.isEmpty()) {
            return "";
        }
        String own = messages.getMessage(kind + "." + code, null, "", locale);
        return own != null && !own.isEmpty()
                ? own
                : rules.of(kind, code, locale)
                        .map(word -> LEADING.contains(kind) ? capitalised(word) : word)
                        .orElse(code);
    }

    /** A sentence with numbers in it. */
    public String say(String key, Object @Nullable [] numbers) {
        return messages.getMessage(key, numbers, key, locale);
    }

    /** What a client is waiting for: the row, where it stands, and its words; or in words of our own what else there is. */
    public Due due(String reason) {
        Matcher row = ROW.matcher(reason);
        return row.matches()
                ? new Due(row.group(1), row.group(2), row.group(3))
                : new Due(null, null, messages.getMessage("due." + reason, null, reason, locale));
    }

    /** What an event was about, to stand after its name. */
    public String detail(Moment event) {
        String value = event.attributes().path("value").asString("");
        String about = of(ABOUT.getOrDefault(event.type(), ""), value);
        String reason = event.reason() == null ? "" : of("leave", event.reason());
        return Stream.of(about, reason)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(", ", ": ", ""))
                .replaceFirst("^: $", "");
    }

    public String all(String kind, Collection<String> codes) {
        return codes.stream().sorted().map(code -> of(kind, code)).collect(Collectors.joining(", "));
    }

    /** A word at the beginning of a line. */
    public String title(String word) {
        return capitalised(word);
    }

    /** Why a row of the live rules is there; empty if nobody said so. */
    public String why(@Nullable String row) {
        return row == null ? "" : rules.reason(row).orElse("");
    }

    public String at(Instant instant) {
        return time.format(instant, locale);
    }

    /** An instant as JSON keeps it; null if it is none. */
    public @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null || text.isEmpty()
                    ? null
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** As on the clock of somebody who is there, in words: Tue, 24 Nov, 10:00. */
    public String on(OffsetDateTime there) {
        return DateTimeFormatter.ofPattern("EEE, d MMM, HH:mm", locale).format(there);
    }

    public String day(LocalDate day) {
        return DateTimeFormatter.ofPattern("d MMM yyyy", locale).format(day);
    }

    public String dayOfYear(LocalDate day) {
        return DateTimeFormatter.ofPattern("d MMM", locale).format(day);
    }

    public String weekday(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, locale);
    }

    /** Without the zeros that only the column's scale put there, and with the comma of the reader's language. */
    public String number(@Nullable BigDecimal number) {
        if (number == null) {
            return "–";
        }
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(2);
        return format.format(number);
    }

    public String points(@Nullable BigDecimal points) {
        return points == null ? "" : (points.signum() > 0 ? "+" : "") + number(points);
    }

    public String seconds(Duration duration) {
        return number(BigDecimal.valueOf(duration.toMillis()).movePointLeft(3).setScale(1, RoundingMode.HALF_UP));
    }

    /** How far a job has come, in numbers. */
    public String job(String name, Map<String, Long> progress) {
        Object[] numbers = JOBS.getOrDefault(name, List.of()).stream()
                .map(key -> progress.getOrDefault(key, 0L))
                .toArray();
        return messages.getMessage("job-progress." + name, numbers, "", locale);
    }

    /** A share such as 0.125 as 12.5 %. */
    public String percent(double share) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(share * 100) + " %";
    }

    /** A difference of two shares, in percentage points, with its sign. */
    public String difference(double share) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(1);
        String text = format.format(Math.abs(share) * 100);
        return text.equals(format.format(0)) ? text : (share > 0 ? "+" : "−") + text;
    }

    public String zone() {
        return time.name();
    }

    private static String capitalised(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
