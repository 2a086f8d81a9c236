package io.rapport.web.console.chart;

import java.util.List;
import java.util.Objects;

/** Bars below one another, each as long as its share of the longest: for names that are too long to stand under columns. */
public record Bars(String id, String title, String about, List<Bar> bars) {

    /** As long as the longest bar, in the measures of its own little picture. */
    public static final int WIDTH = 1_000;

    /** @param note what else there is to say, such as how many dropped off; may be empty */
    public record Row(Point point, String note) {}

    public record Bar(String label, double width, String words, String note, boolean isWeak, boolean isMissing) {}

    public static Bars of(String id, String title, String about, List<Row> rows) {
        double most = rows.stream()
                .map(row -> row.point().value())
                .filter(Objects::nonNull)
                .mapToDouble(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        List<Bar> bars = rows.stream()
                .map(row -> {
                    Double value = row.point().value();
                    double width = value == null || most == 0 ? 0 : Math.abs(value) / most * WIDTH;
                    return new Bar(
                            row.point().label(),
                            Math.round(width * 10) / 10.0,
                            row.point().words(),
                            row.note(),
                            row.point().isWeak(),
                            value == null);
                })
                .toList();
        return new Bars(id, title, about, bars);
    }

    public boolean isEmpty() {
        return bars.stream().allMatch(bar -> bar.isMissing() || bar.width() == 0);
    }
}
