package io.rapport.web.console;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Codes, numbers and instants as the reader of a page knows them. A code nobody has put into words is shown as it is. */
public final class Words {

    private final MessageSource messages;
    private final HouseTime time;
    private final Locale locale;

    Words(MessageSource messages, HouseTime time, Locale locale) {
        this.messages = messages;
        this.time = time;
        this.locale = locale;
    }

    public String of(String kind, @Nullable String code) {
        return code == null ? "" : messages.getMessage(kind + "." + code, null, code, locale);
    }

    public String at(Instant instant) {
        return time.format(instant, locale);
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

    public String zone() {
        return time.name();
    }
}
