package io.rapport.web.console.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;

/**
 * Columns side by side, or a line through points, over one axis. Measures are those of a picture {@value #WIDTH} wide and
 * {@value #HEIGHT} high.
 *
 * @param path as the attribute {@code d} of a path; empty but for lines; broken where values are missing
 */
public record Columns(
        String id,
        String title,
        String about,
        List<Tick> ticks,
        List<Bar> bars,
        double zero,
        String path,
        boolean isLine) {

    public static final int WIDTH = 400;
    public static final int HEIGHT = 220;
    private static final double LEFT = 62;
    private static final double RIGHT = 392;
    private static final double TOP = 14;
    private static final double BOTTOM = 192;
    /** As many labels as can be read side by side. */
    private static final int MOST_LABELS = 8;

    private static final double WIDEST = 44;

    public record Tick(double y, String label) {}

    /**
     * @param x of its left edge
     * @param middle where its label stands
     * @param isLabelled whether its label is drawn; all of them would not fit
     * @param isMissing whether there is no value, so that nothing is drawn
     */
    public record Bar(
            double x,
            double y,
            double width,
            double height,
            double middle,
            double top,
            String label,
            String words,
            boolean isLabelled,
            boolean isWeak,
            boolean isMissing) {}

    public static Columns of(String id, String title, String about, List<Point> points, DoubleFunction<String> axis) {
        return draw(id, title, about, points, axis, false);
    }

    public static Columns line(String id, String title, String about, List<Point> points, DoubleFunction<String> axis) {
        return draw(id, title, about, points, axis, true);
    }

    /** Whether there is anything to be seen. */
    public boolean isEmpty() {
        return bars.stream().allMatch(Bar::isMissing);
    }

    private static Columns draw(
            String id, String title, String about, List<Point> points, DoubleFunction<String> axis, boolean isLine) {
        Scale scale = Scale.of(
                points.stream().map(Point::value).filter(Objects::nonNull).toList());
        double zero = y(scale, 0);
        double room = points.isEmpty() ? 0 : (RIGHT - LEFT) / points.size();
        double width = Math.min(WIDEST, room * 0.72);
        int every = Math.max(1, (int) Math.ceil((double) points.size() / MOST_LABELS));
        var bars = new ArrayList<Bar>();
        var line = new StringBuilder();
        boolean isDrawing = false;
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            double middle = LEFT + room * (i + 0.5);
            double value = point.value() == null ? 0 : point.value();
            double y = y(scale, value);
            bars.add(new Bar(
                    round(middle - width / 2),
                    round(Math.min(y, zero)),
                    round(width),
                    round(Math.abs(zero - y)),
                    round(middle),
                    round(y),
                    point.label(),
                    point.words(),
                    (points.size() - 1 - i) % every == 0,
                    point.isWeak(),
                    point.value() == null));
            if (point.value() != null) {
                line.append(isDrawing ? 'L' : 'M')
                        .append(round(middle))
                        .append(' ')
                        .append(round(y));
            }
            isDrawing = point.value() != null;
        }
        List<Tick> ticks = scale.ticks().stream()
                .map(tick -> new Tick(round(y(scale, tick)), axis.apply(tick)))
                .toList();
        return new Columns(
                id, title, about, ticks, List.copyOf(bars), round(zero), isLine ? line.toString() : "", isLine);
    }

    private static double y(Scale scale, double value) {
        return BOTTOM - scale.share(value) * (BOTTOM - TOP);
    }

    private static double round(double length) {
        return Math.round(length * 10) / 10.0;
    }
}
