package io.rapport.web.console.kpi;

import io.rapport.insight.kpi.Figures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the four big figures.
 *
 * @param of what it is made of, in numbers
 * @param change to the period before; absent where either rests on too little
 * @param trend BETTER, WORSE or SAME
 * @param isWeak whether it rests on too little to say much
 */
public record Tile(
        String name, String value, String of, @Nullable String change, String trend, boolean isWeak) {

    /** The four, in the order in which a lead passes them. */
    static List<Tile> of(Figures now, Figures before, String currency, Say say) {
        Figures.Money money = now.in(currency);
        Figures.Money earlier = before.in(currency);
        var tiles = new ArrayList<Tile>();
        tiles.add(share(
                "conversion",
                now.conversion(),
                before.conversion(),
                now.converted(),
                now.leads(),
                Math.min(now.leads(), before.leads()),
                say));
        tiles.add(new Tile(
                "ltv",
                say.money(money.ltv(), currency),
                say.text("kpi.ltv.of", money.customers(), say.money(money.revenue(), currency)),
                relative(money.ltv(), earlier.ltv(), Math.min(money.customers(), earlier.customers()), say),
                trend(number(money.ltv()), number(earlier.ltv()), 1),
                money.customers() < Figures.ENOUGH_SALES));
        tiles.add(new Tile(
                "cycle",
                say.days(now.cycleMedian()),
                say.text("kpi.cycle.of", say.days(now.cycleP90()), now.sales()),
                now.cycleMedian() == null
                                || before.cycleMedian() == null
                                || Math.min(now.sales(), before.sales()) < Figures.ENOUGH_SALES
                        ? null
                        : say.text("kpi.change.days", signed(now.cycleMedian() - before.cycleMedian(), say)),
                trend(now.cycleMedian(), before.cycleMedian(), -1),
                now.sales() < Figures.ENOUGH_SALES));
        tiles.add(share(
                "engagement",
                now.engagement(),
                before.engagement(),
                now.answered(),
                now.delivered(),
                Math.min(now.delivered(), before.delivered()),
                say));
        return tiles;
    }

    private static Tile share(
            String name, @Nullable Double now, @Nullable Double before, long hits, long of, long fewest, Say say) {
        return new Tile(
                name,
                say.share(now),
                say.text("kpi." + name + ".of", hits, of),
                now == null || before == null || fewest < Figures.ENOUGH
                        ? null
                        : say.text("kpi.change.points", signed((now - before) * 100, say)),
                trend(now, before, 1),
                of < Figures.ENOUGH);
    }

    private static @Nullable String relative(
            @Nullable BigDecimal now, @Nullable BigDecimal before, long fewest, Say say) {
        return now == null || before == null || before.signum() == 0 || fewest < Figures.ENOUGH_SALES
                ? null
                : say.text("kpi.change.percent", signed((now.doubleValue() / before.doubleValue() - 1) * 100, say));
    }

    private static String signed(double number, Say say) {
        String size = say.decimal(Math.abs(number));
        return size.equals(say.decimal(0)) ? size : (number > 0 ? "+" : "−") + size;
    }

    private static @Nullable Double number(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.doubleValue();
    }

    private static String trend(@Nullable Double now, @Nullable Double before, int better) {
        if (now == null || before == null || Math.abs(now - before) < 1e-9) {
            return "SAME";
        }
        return Math.signum(now - before) == better ? "BETTER" : "WORSE";
    }
}
