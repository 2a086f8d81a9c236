package io.rapport.ruleset.phrase;

import java.util.List;
import java.util.function.Consumer;

/**
 * One piece of a phrase. Matching follows all ways at once: bit n of a mask says that n tokens after the start have been consumed on
 * some way, so nothing ever backtracks.
 */
sealed interface Element {

    /** Gaps span up to this many words. */
    int GAP = 3;

    long step(Token[] sentence, int start, long mask);

    /** The fewest words or entities that must be there. */
    int fewest();

    /** The most tokens it can span. */
    int most();

    /** Tells every literal and entity a match can begin with. */
    void begin(Consumer<Element> starters);

    record Literal(Word word) implements Element {
        @Override
        public long step(Token[] sentence, int start, long mask) {
            long next = 0;
            for (long rest = mask; rest != 0; rest &= rest - 1) {
                int offset = Long.numberOfTrailingZeros(rest);
                if (start + offset < sentence.length && word.matches(sentence[start + offset])) {
                    next |= 2L << offset;
                }
            }
            return next;
        }

        @Override
        public int fewest() {
            return 1;
        }

        @Override
        public int most() {
            return 1;
        }

        @Override
        public void begin(Consumer<Element> starters) {
            starters.accept(this);
        }
    }

    record Entity(Token.Kind kind) implements Element {
        @Override
        public long step(Token[] sentence, int start, long mask) {
            long next = 0;
            for (long rest = mask; rest != 0; rest &= rest - 1) {
                int offset = Long.numberOfTrailingZeros(rest);
                if (start + offset < sentence.length && sentence[start + offset].kind() == kind) {
                    next |= 2L << offset;
                }
            }
            return next;
        }

        @Override
        public int fewest() {
            return 1;
        }

        @Override
        public int most() {
            return 1;
        }

        @Override
        public void begin(Consumer<Element> starters) {
            starters.accept(this);
        }
    }

    record Gap() implements Element {
        @Override
        public long step(Token[] sentence, int start, long mask) {
            long reached = mask;
            for (int i = 0; i < GAP; i++) {
                reached |= reached << 1;
            }
            int left = sentence.length - start;
            return left >= 63 ? reached : reached & ((1L << (left + 1)) - 1);
        }

        @Override
        public int fewest() {
            return 0;
        }

        @Override
        public int most() {
            return GAP;
        }

        @Override
        public void begin(Consumer<Element> starters) {
            throw new IllegalStateException("a phrase cannot begin with a gap");
        }
    }

    record Sequence(List<Element> elements) implements Element {
        @Override
        public long step(Token[] sentence, int start, long mask) {
            long reached = mask;
            for (int i = 0; i < elements.size() && reached != 0; i++) {
                reached = elements.get(i).step(sentence, start, reached);
            }
            return reached;
        }

        @Override
        public int fewest() {
            return elements.stream().mapToInt(Element::fewest).sum();
        }

        @Override
        public int most() {
            return elements.stream().mapToInt(Element::most).sum();
        }

        @Override
        public void begin(Consumer<Element> starters) {
            for (Element element : elements) {
                element.begin(starters);
                if (element.fewest() > 0) {
                    return;
                }
            }
        }
    }

    record Choice(List<Element> ways, boolean optional) implements Element {
        @Override
        public long step(Token[] sentence, int start, long mask) {
            long reached = optional ? mask : 0;
            for (Element way : ways) {
                reached |= way.step(sentence, start, mask);
            }
            return reached;
        }

        @Override
        public int fewest() {
            return optional ? 0 : ways.stream().mapToInt(Element::fewest).min().orElse(0);
        }

        @Override
        public int most() {
            return ways.stream().mapToInt(Element::most).max().orElse(0);
        }

        @Override
        public void begin(Consumer<Element> starters) {
            ways.forEach(way -> way.begin(starters));
        }
    }
}
