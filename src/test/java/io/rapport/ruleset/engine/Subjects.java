package io.rapport.ruleset.engine;

import io.rapport.fact.Facts;
import io.rapport.ruleset.phrase.Text;
import io.rapport.ruleset.schema.FactDefinition;
import io.rapport.ruleset.table.Condition;
import io.rapport.ruleset.table.RuleTable;
import io.rapport.ruleset.table.Subject;
import io.rapport.ruleset.table.Tables;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Random subjects for a table, with values drawn around what its own cells ask for, so that rows are just hit and just missed. */
final class Subjects {

    private final Random random;
    private final Map<FactDefinition, List<Object>> values = new LinkedHashMap<>();

    Subjects(Tables tables, RuleTable table, long seed) {
        random = new Random(seed);
        table.rows().stream().flatMap(row -> row.conditions().stream()).forEach(this::addAround);
        values.forEach((fact, interesting) -> {
            if (fact.list() != null) {
                interesting.addAll(tables.lists().get(fact.list()).codes());
            }
            interesting.add(fact.type() == FactDefinition.Type.BOOLEAN ? Boolean.FALSE : "NO_SUCH_CODE");
        });
    }

    private void addAround(Condition condition) {
        List<Object> interesting = values.computeIfAbsent(condition.fact(), fact -> new ArrayList<>());
        if (condition instanceof Condition.OneOf oneOf) {
            interesting.addAll(oneOf.values());
        } else if (condition instanceof Condition.Named named) {
            interesting.addAll(named.foldedTexts());
            named.foldedTexts().forEach(text -> interesting.add(text.toUpperCase()));
        } else if (condition instanceof Condition.Is) {
            interesting.addAll(List.of(true, false));
        } else if (condition instanceof Condition.AtLeast least) {
            addAround(least.bound(), condition.fact(), interesting);
        } else if (condition instanceof Condition.Equal equal) {
            addAround(equal.number(), condition.fact(), interesting);
        } else if (condition instanceof Condition.AtMost most) {
            addAround(most.bound(), condition.fact(), interesting);
        } else if (condition instanceof Condition.Within within) {
            for (LocalTime end : List.of(within.span().from(), within.span().to())) {
                interesting.addAll(List.of(end.minusNanos(1), end, end.plusMinutes(1)));
            }
        } else if (condition instanceof Condition.OnDays days) {
            for (LocalDate end : List.of(days.from(), days.to())) {
                interesting.addAll(List.of(end.minusDays(1), end, end.plusDays(1), end.plusYears(3)));
            }
        } else if (condition instanceof Condition.Says says) {
            addPhrases(says.phrases().toString(), interesting);
        } else if (condition instanceof Condition.SaysNot saysNot) {
            addPhrases(saysNot.phrases().toString(), interesting);
        }
    }

    private static void addAround(BigDecimal bound, FactDefinition fact, List<Object> interesting) {
        for (BigDecimal value : List.of(bound.subtract(BigDecimal.ONE), bound, bound.add(BigDecimal.ONE))) {
            interesting.add(fact.type() == FactDefinition.Type.DECIMAL ? value : (Object) value.longValue());
        }
    }

    /** The phrases with their signs taken off are messages that mostly say what the cell looks for. */
    private static void addPhrases(String cell, List<Object> interesting) {
        for (String phrase : cell.split("[;\\n]")) {
            String words = phrase.replaceAll("[\\^$*!]", "").replaceAll("[(\\[]([^|)\\]]*)[^)\\]]*[)\\]]", "$1");
            interesting.add(words.strip());
            interesting.add("не " + words.strip());
        }
    }

    Subject next() {
        var client = new HashMap<String, Object>();
        var item = new HashMap<String, Object>();
        values.forEach((fact, interesting) -> {
            Object value = value(fact, interesting);
            if (value != null) {
                (fact.isOfClient() ? client : item).put(fact.name(), value);
            }
        });
        return new Subject(Facts.of(client), Facts.of(item));
    }

    private @Nullable Object value(FactDefinition fact, List<Object> interesting) {
        if (random.nextInt(6) == 0) {
            return null;
        }
        return switch (fact.type()) {
            case CODES -> some(interesting);
            case MESSAGE -> Text.of(any(interesting) + (random.nextBoolean() ? " " : ", ") + any(interesting));
            case INTEGER, DECIMAL -> anyNumber(interesting);
            default -> any(interesting);
        };
    }

    private @Nullable Object anyNumber(List<Object> interesting) {
        return any(interesting) instanceof Number number ? number : null;
    }

    private Object any(List<Object> from) {
        return from.get(random.nextInt(from.size()));
    }

    private Set<String> some(Collection<Object> from) {
        var codes = new HashSet<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            codes.add(String.valueOf(any(List.copyOf(from))));
        }
        return codes;
    }
}
