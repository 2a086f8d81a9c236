package io.rapport.web.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartsTest {

    @Test
    void ticksAreRoundNumbersAroundAllValues() {
        assertThat(Scale.of(List.of(3.0, 17.0, 42.0)).ticks()).containsExactly(0.0, 20.0, 40.0, 60.0);
        assertThat(Scale.of(List.of(0.02, 0.071)).ticks()).containsExactly(0.0, 0.02, 0.04, 0.06, 0.08);
        assertThat(Scale.of(List.of(1.0)).ticks()).containsExactly(0.0, 0.25, 0.5, 0.75, 1.0);
        assertThat(Scale.of(List.of(-5.0, 10.0)).ticks()).containsExactly(-5.0, 0.0, 5.0, 10.0);
        assertThat(Scale.of(List.of(-8.0, -3.0)).ticks()).startsWith(-8.0).endsWith(0.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyScaleHoldsItsValuesAndZeroAndHasFewTicks(long seed) {
        var random = new Random(seed);
        for (int n = 0; n < 200; n++) {
            var values = new ArrayList<Double>();
            double size = Math.pow(10, random.nextInt(30) - 12);
            for (int i = random.nextInt(6); i >= 0; i--) {
                values.add((random.nextDouble() - (random.nextBoolean() ? 0 : 0.5)) * size);
            }
            Scale scale = Scale.of(values);
            assertThat(scale.ticks()).as("%s", values).hasSizeBetween(2, 7);
            assertThat(values).allSatisfy(v -> assertThat(scale.share(v)).isBetween(-1e-9, 1 + 1e-9));
            assertThat(scale.share(0)).isBetween(0.0, 1.0);
        }
    }

    @Test
    void nothingIsAnEmptyChartAndZeroIsNot() {
        assertThat(columns().isEmpty()).isTrue();
        assertThat(columns(point(null)).isEmpty()).isTrue();
        assertThat(columns(point(0.0)).isEmpty()).isFalse();
        assertThat(columns(point(0.0)).bars().get(0).height()).isZero();
        assertThat(Bars.of("b", "", "", List.of()).isEmpty()).isTrue();
        assertThat(Bars.of("b", "", "", List.of(new Bars.Row(point(0.0), ""))).isEmpty())
                .isTrue();
    }

    @Test
    void onePointStandsInTheMiddleAndFillsTheHeightUpToItsTick() {
        Columns one = columns(point(100.0));

        Columns.Bar bar = one.bars().get(0);
        assertThat(bar.middle()).isEqualTo(227);
        assertThat(bar.y()).isEqualTo(14);
        assertThat(bar.height()).isEqualTo(178);
        assertThat(one.ticks()).extracting(Columns.Tick::label).containsExactly("0.0", "25.0", "50.0", "75.0", "100.0");
    }

    @Test
    void whatIsBelowZeroHangsFromTheLineOfZero() {
        Columns both = columns(point(10.0), point(-5.0));

        Columns.Bar up = both.bars().get(0);
        Columns.Bar down = both.bars().get(1);
        assertThat(up.y() + up.height()).isCloseTo(both.zero(), Offset.offset(0.11));
        assertThat(down.y()).isEqualTo(both.zero());
        assertThat(down.height()).isCloseTo(up.height() / 2, Offset.offset(0.2));
    }

    @Test
    void hugeAndTinyValuesStayInThePicture() {
        for (double value : new double[] {1e15, 1e-15, Double.MAX_VALUE / 1e10, -1e15}) {
            assertThat(columns(point(value), point(value / 3)).bars())
                    .allSatisfy(bar -> assertThat(bar.y()).isBetween(0.0, 220.0))
                    .allSatisfy(bar -> assertThat(bar.y() + bar.height()).isBetween(0.0, 220.0));
        }
    }

    @Test
    void ofManyColumnsOnlySomeAreLabelledTheLastAlways() {
        Point[] year = new Point[366];
        Arrays.setAll(year, i -> point((double) i));

        Columns columns = columns(year);

        assertThat(columns.bars().stream().filter(Columns.Bar::isLabelled)).hasSizeBetween(4, 8);
        assertThat(columns.bars().get(365).isLabelled()).isTrue();
        assertThat(columns.bars()).allSatisfy(bar -> assertThat(bar.width()).isPositive());
    }

    @Test
    void aLineBreaksWhereAValueIsMissing() {
        Columns line =
                Columns.line("l", "", "", List.of(point(1.0), point(2.0), point(null), point(3.0)), String::valueOf);

        assertThat(line.path()).matches("M[\\d. ]+L[\\d. ]+M[\\d. ]+");
        assertThat(columns(point(1.0)).path()).isEmpty();
    }

    @Test
    void barsAreAsLongAsTheirShareOfTheLongest() {
        Bars bars = Bars.of(
                "b",
                "",
                "",
                List.of(new Bars.Row(point(50.0), ""), new Bars.Row(point(200.0), ""), new Bars.Row(point(null), "")));

        assertThat(bars.bars()).extracting(Bars.Bar::width).containsExactly(250.0, 1000.0, 0.0);
    }

    private static Columns columns(Point... points) {
        return Columns.of("c", "", "", List.of(points), String::valueOf);
    }

    private static Point point(Double value) {
        return new Point("x", value, "", false);
    }
}
