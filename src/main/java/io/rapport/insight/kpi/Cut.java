package io.rapport.insight.kpi;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What figures are told apart by. */
public enum Cut {
    /** Not at all: one part with an empty key. */
    TOTAL,
    DAY,
    /** Keys are Mondays. */
    WEEK,
    MONTH,
    /** The month in which clients were created. */
    COHORT,
    /** The campaign a client came from; empty if none is known. */
    SOURCE,
    /** The client's stage now; of a touch, as the decision behind it left the client. */
    STAGE,
    /** {@code EXPERIMENT:ARM}. */
    ARM,
    RELEASE,
    ROW,
    CONTENT;

    /** Those that callers may ask for. */
    public static final List<Cut> OFFERED = List.of(values()).subList(1, values().length);

    public static Optional<Cut> of(String name) {
        return Arrays.stream(values())
                .filter(cut -> cut.isCut() && cut.word().equals(name))
                .findFirst();
    }

    /** As addresses spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isCut() {
        return this != TOTAL;
    }

    public boolean isTime() {
        return this == DAY || this == WEEK || this == MONTH;
    }

    /** Whether it tells touches apart, and clients only by the touches they were sent. */
    public boolean isOfTouches() {
        return this == RELEASE || this == ROW || this == CONTENT;
    }

    /** Whether a touch's part depends on its client; who need not be looked up is not. */
    boolean asksForClients() {
        return this == COHORT || this == SOURCE || this == STAGE || this == ARM;
    }

    /** Whether everything in the period is in exactly one part, so that parts add up to the total. */
    boolean addsUp() {
        return isTime() || this == SOURCE || this == TOTAL;
    }

    boolean hasCosts() {
        return this == TOTAL || this == COHORT || this == SOURCE || isTime();
    }

    /** The key of something that happened at an instant to the client {@code c}, as SQL. */
    String key(String instant) {
        return switch (this) {
            case DAY, WEEK, MONTH -> time(instant + " at time zone :zone");
            case COHORT -> MONTH.time("c.created_at at time zone :zone");
            case SOURCE -> "coalesce(c.source, '')";
            case STAGE -> "c.stage";
            case ARM -> "arm.key";
            case TOTAL -> "''";
            case RELEASE -> "coalesce(t.release_id::text, '')";
            case ROW -> "coalesce(t.row_id, '')";
            case CONTENT -> "coalesce(t.content_id, '')";
        };
    }

    /** The key of a cost on a day. */
    String costKey() {
        return switch (this) {
            case DAY, WEEK, MONTH -> time("day::timestamp");
            case COHORT -> MONTH.time("day::timestamp");
            case SOURCE -> "campaign";
            default -> "''";
        };
    }

    /** Whether something counts that happened at an instant to the client {@code c}. */
    String counts(String instant) {
        String counting = this == COHORT ? "c.created_at" : instant;
        return counting + " >= :from and " + counting + " < :to";
    }

    /** What the key needs besides the client {@code c}. */
    String join() {
        return this == ARM ? Arms.JOIN : "";
    }

    private String time(String local) {
        return switch (this) {
            case WEEK -> "to_char(date_trunc('week', " + local + "), 'YYYY-MM-DD')";
            case MONTH -> "to_char(" + local + ", 'YYYY-MM')";
            default -> "to_char(" + local + ", 'YYYY-MM-DD')";
        };
    }
}
