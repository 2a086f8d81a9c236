package io.rapport.web.console.kpi;

import io.rapport.insight.kpi.Cut;
import io.rapport.web.console.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** Figures in the words of the reader. */
public final class Say {

    private static final String NONE = "–";

    private final Words words;

    Say(Words words) {
        this.words = words;
    }

    String text(String key, Object... numbers) {
        return words.say(key, numbers);
    }

    public String share(@Nullable Double share) {
        return share == null ? NONE : words.percent(share);
    }

    public String money(@Nullable BigDecimal amount, String currency) {
        if (amount == null) {
            return NONE;
        }
        int digits = amount.abs().compareTo(BigDecimal.valueOf(100)) < 0 ? 2 : 0;
        return words.number(amount.setScale(digits, RoundingMode.HALF_UP)) + "\u00a0" + sign(currency);
    }

    public String days(@Nullable Double days) {
        return days == null ? NONE : text("kpi.days", decimal(days));
    }

    public String count(long number) {
        return words.number(BigDecimal.valueOf(number));
    }

    String decimal(double number) {
        return words.number(BigDecimal.valueOf(number).setScale(Math.abs(number) < 10 ? 1 : 0, RoundingMode.HALF_UP));
    }

    /** As it stands beside an axis: whole thousands and millions have words of their own. */
    String axis(double number) {
        double size = Math.abs(number);
        if (size >= 1e6) {
            return text("kpi.axis.millions", decimal(number / 1e6));
        }
        return size >= 10_000
                ? text("kpi.axis.thousands", decimal(number / 1e3))
                : words.number(BigDecimal.valueOf(number));
    }

    /** The name of a part. */
    public String part(Cut by, String key) {
        if (key.isEmpty()) {
            return text("kpi.without." + by.word());
        }
        return switch (by) {
            case DAY, WEEK -> words.dayOfYear(LocalDate.parse(key));
            case MONTH, COHORT -> month(YearMonth.parse(key));
            case STAGE -> words.title(words.of("stage", key));
            case ARM ->
                words.title(words.of("experiment", key.substring(0, key.indexOf(':')))) + ": "
                        + words.of("arm", key.substring(key.indexOf(':') + 1));
            case RELEASE -> text("kpi.release", key);
            case CONTENT -> words.of("content", key);
            default -> key;
        };
    }

    String month(YearMonth month) {
        return text("kpi.month." + month.getMonthValue()) + " " + month.getYear();
    }

    String shortMonth(YearMonth month) {
        return text("kpi.month." + month.getMonthValue());
    }

    static String sign(String currency) {
        return switch (currency) {
            case "RUB" -> "₽";
            case "USD" -> "$";
            case "EUR" -> "€";
            default -> currency;
        };
    }
}
