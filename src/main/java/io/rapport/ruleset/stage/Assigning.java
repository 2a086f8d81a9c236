package io.rapport.ruleset.stage;

import io.rapport.fact.FactSheet;
import io.rapport.fact.Facts;
import io.rapport.ruleset.table.Row;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.table.Subject;
import io.rapport.ruleset.workbook.CellError;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which arms of which experiments a client is in: by a hash of client and experiment, so that nobody changes sides from one decision
 * to the next and one experiment says nothing about another.
 */
public final class Assigning {

    /** A share of one percent is a hundred buckets. */
    public static final int BUCKETS = 10_000;

    private final RuleTable table;
    private final List<Arm> arms;

    /**
     * One arm: the clients in these buckets, as far as the row's conditions hold for them.
     *
     * @param from the first bucket
     * @param to the bucket after the last
     * @param isUntouched whether this is a holdout: nobody in it is written to first
     * @param release by which its clients are decided about; absent means the live one
     */
    public record Arm(
            String experiment,
            String arm,
            int from,
            int to,
            boolean isUntouched,
            @Nullable Long release,
            Row row) {}

    private Assigning(RuleTable table, List<Arm> arms) {
        this.table = table;
        this.arms = arms;
    }

    /** @param errors collects shares that add up to more than everybody */
    public static Assigning of(RuleTable table, List<CellError> errors) {
        var arms = new ArrayList<Arm>();
        Map<String, Integer> taken = new HashMap<>();
        for (Row row : table.enabledRows()) {
            String experiment = String.valueOf(row.text("experiment"));
            BigDecimal share = row.number("share");
            int from = taken.getOrDefault(experiment, 0);
            int to = from
                    + (share == null
                            ? 0
                            : share.movePointRight(2).toBigInteger().intValueExact());
            if (to > BUCKETS) {
                errors.add(new CellError(
                        row.place().split(" › ")[0],
                        row.place().split(" › ")[1],
                        "A" + row.number(),
                        "Доля, %",
                        row.id() + ": доли опыта " + experiment + " вместе больше 100 %.",
                        row.id() + ": the shares of experiment " + experiment + " add up to more than 100 %."));
                to = BUCKETS;
            }
            taken.put(experiment, to);
            arms.add(new Arm(
                    experiment, String.valueOf(row.text("arm")), from, to, row.is("untouched"), release(row), row));
        }
        return new Assigning(table, List.copyOf(arms));
    }

    private static @Nullable Long release(Row row) {
        BigDecimal number = row.number("release");
        return number == null ? null : number.longValue();
    }

    public List<Arm> arms() {
        return arms;
    }

    /** The first arm of this client that stands for a release as a whole. */
    public Optional<Arm> releaseArmOf(long clientId, Facts client, Instant now) {
        return arms.stream()
                .filter(arm -> arm.release() != null && isIn(arm, clientId, Subject.of(client), now))
                .findFirst();
    }

    /** The sheet of a client who knows its arms. A sheet that stands for nobody keeps those it says itself. */
    public FactSheet assign(FactSheet sheet) {
        if (sheet.clientId() <= 0 || arms.isEmpty()) {
            return sheet;
        }
        Set<String> in = new HashSet<>();
        boolean isUntouched = false;
        Subject client = Subject.of(sheet.client());
        for (Arm arm : arms) {
            if (isIn(arm, sheet.clientId(), client, sheet.at())) {
                in.add(arm.arm());
                isUntouched |= arm.isUntouched();
            }
        }
        return sheet.knowing(Map.of("arms", Set.copyOf(in), "holdout", isUntouched));
    }

    private boolean isIn(Arm arm, long clientId, Subject client, Instant now) {
        int bucket = bucket(arm.experiment(), clientId);
        return bucket >= arm.from()
                && bucket < arm.to()
                && arm.row().isValidOn(now.atZone(table.zone()).toLocalDate())
                && arm.row().holds(client);
    }

    /**
     * The same in SQL: {@code ('x' || left(md5(experiment || ':' || id), 8))::bit(32)::bigint % 10000}.
     *
     * @return 0 to {@link #BUCKETS} - 1
     */
    static int bucket(String experiment, long clientId) {
        try {
            // For an even spread, not for secrecy.
            byte[] hash = MessageDigest.getInstance("MD5")
                    .digest((experiment + ":" + clientId).getBytes(StandardCharsets.UTF_8));
            long first = 0;
            for (int i = 0; i < 4; i++) {
                first = first << 8 | hash[i] & 0xff;
            }
            return (int) (first % BUCKETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
