package io.rapport.ruleset.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code rules/schema/*.yaml}. A mistake here is a developer's: it fails at once, naming file and place. */
public final class SchemaReader {

    private static final String FACTS = "facts.yaml";
    private static final String LISTS = "lists.yaml";
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final Map<String, FactDefinition> facts = new LinkedHashMap<>();
    private final Map<String, CodeList> lists = new LinkedHashMap<>();

    private SchemaReader() {}

    /** @param files the bytes of each schema file by its name without folder */
    public static Schema read(Map<String, byte[]> files) {
        return new SchemaReader().readAll(new TreeMap<>(files));
    }

    private Schema readAll(Map<String, byte[]> files) {
        tree(files, LISTS).properties().forEach(list -> lists.put(list.getKey(), list(list.getKey(), list.getValue())));
        tree(files, FACTS)
                .properties()
                .forEach(scope -> scope.getValue().properties().forEach(fact -> {
                    FactDefinition definition = fact(scope.getKey(), fact.getKey(), fact.getValue());
                    facts.put(definition.key(), definition);
                }));
        var workbooks = new ArrayList<WorkbookSchema>();
        files.forEach((name, bytes) -> {
            if (!name.equals(FACTS) && !name.equals(LISTS)) {
                workbooks.add(workbook(name, tree(files, name)));
            }
        });
        return new Schema(Map.copyOf(facts), Map.copyOf(lists), List.copyOf(workbooks));
    }

    private static JsonNode tree(Map<String, byte[]> files, String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new SchemaException(name, "the file is missing");
        }
        try {
            return YAML.readTree(bytes);
        } catch (RuntimeException e) {
            throw new SchemaException(name, e.getMessage());
        }
    }

    private static CodeList list(String name, JsonNode node) {
        var codes = new LinkedHashMap<String, Label>();
        node.properties().forEach(code -> codes.put(code.getKey(), label(LISTS + " › " + name, code.getValue())));
        return new CodeList(name, codes);
    }

    private FactDefinition fact(String scope, String name, JsonNode node) {
        String place = FACTS + " › " + scope + "." + name;
        String list = text(node, "list");
        return new FactDefinition(
                scope,
                name,
                enumOf(place, FactDefinition.Type.class, required(place, node, "type")),
                list,
                label(place, node),
                text(node, "default"));
    }

    private WorkbookSchema workbook(String file, JsonNode node) {
        var tables = new ArrayList<TableSchema>();
        node.path("tables").forEach(table -> tables.add(table(file, table)));
        return new WorkbookSchema(
                required(file, node, "workbook"),
                node.path("version").asInt(1),
                label(file, node.path("title")),
                List.copyOf(tables));
    }

    private TableSchema table(String file, JsonNode node) {
        String id = required(file, node, "id");
        String place = file + " › " + id;
        String kindName = text(node, "kind");
        var kind = enumOf(place, TableSchema.Kind.class, kindName == null ? "rules" : kindName);
        String hit = text(node, "hit");
        var columns = new ArrayList<ColumnSchema>();
        if (kind == TableSchema.Kind.RULES || kind == TableSchema.Kind.LESSONS) {
            columns.addAll(StandardColumns.LEADING);
        }
        node.path("columns").forEach(column -> columns.add(column(place, column, kind)));
        if (kind == TableSchema.Kind.RULES) {
            columns.addAll(StandardColumns.TRAILING);
        }
        return new TableSchema(
                id,
                kind,
                label(place, node.path("sheet")),
                node.path("prefix").asString(""),
                enumOf(place, TableSchema.HitPolicy.class, hit == null ? "collect" : hit),
                text(node, "item"),
                text(node, "list"),
                node.path("allowsDefault").asBoolean(kind == TableSchema.Kind.LESSONS),
                List.copyOf(columns));
    }

    private ColumnSchema column(String tablePlace, JsonNode node, TableSchema.Kind kind) {
        String key = required(tablePlace, node, "key");
        String place = tablePlace + " › " + key;
        String factKey = text(node, "fact");
        FactDefinition fact = factKey == null ? null : facts.get(factKey);
        if (factKey != null && fact == null) {
            throw new SchemaException(place, "unknown fact " + factKey + "; " + FACTS + " knows " + facts.keySet());
        }
        String list = fact != null && fact.list() != null ? fact.list() : text(node, "list");
        String op = text(node, "op");
        var operator = fact == null
                ? ColumnSchema.Operator.NONE
                : enumOf(place, ColumnSchema.Operator.class, op == null ? "is" : op);
        String type = text(node, "type");
        var synonyms = new ArrayList<String>();
        node.path("synonyms").forEach(synonym -> synonyms.add(synonym.asString()));
        return new ColumnSchema(
                key,
                fact == null ? ColumnSchema.Role.OUTPUT : ColumnSchema.Role.CONDITION,
                label(place, node),
                List.copyOf(synonyms),
                node.has("hint") ? label(place, node.get("hint")) : null,
                fact,
                operator,
                type == null ? typeOf(place, fact, operator) : enumOf(place, ColumnSchema.Type.class, type),
                list,
                number(node, "min"),
                number(node, "max"),
                text(node, "limit"),
                node.path("required").asBoolean(kind == TableSchema.Kind.SETTINGS));
    }

    private static ColumnSchema.Type typeOf(
            String place, @Nullable FactDefinition fact, ColumnSchema.Operator operator) {
        if (fact == null) {
            throw new SchemaException(place, "an output needs a type");
        }
        return switch (fact.type()) {
            case INTEGER -> ColumnSchema.Type.INTEGER;
            case DECIMAL -> ColumnSchema.Type.DECIMAL;
            case BOOLEAN -> ColumnSchema.Type.BOOLEAN;
            case CODE, CODES -> ColumnSchema.Type.CODES;
            case TEXT, TEXTS -> ColumnSchema.Type.TEXTS;
            case TIME -> ColumnSchema.Type.TIME;
            case DATE -> ColumnSchema.Type.DATE;
            case MESSAGE -> ColumnSchema.Type.PHRASES;
        };
    }

    private static Label label(String place, JsonNode node) {
        return new Label(required(place, node, "ru"), required(place, node, "en"));
    }

    private static String required(String place, JsonNode node, String field) {
        String value = text(node, field);
        if (value == null) {
            throw new SchemaException(place, "«" + field + "» is missing");
        }
        return value;
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }

    private static @Nullable BigDecimal number(JsonNode node, String field) {
        return node.has(field) ? node.get(field).decimalValue() : null;
    }

    private static <E extends Enum<E>> E enumOf(String place, Class<E> type, String name) {
        String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new SchemaException(
                        place, "unknown " + name + "; allowed: " + Arrays.toString(type.getEnumConstants())));
    }
}
