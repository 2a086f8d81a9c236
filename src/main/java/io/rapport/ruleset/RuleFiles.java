package io.rapport.ruleset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files that make up a set of rules: workbooks ({@code scoring.xlsx}), schemas ({@code schema/scoring.yaml}) and DRL
 * ({@code drl/tagging/price-objections.drl}).
 *
 * @param bytes by path, with {@code /} between folders
 */
public record RuleFiles(SortedMap<String, byte[]> bytes) {

    private static final String SCHEMA = "schema/";
    private static final String DRL = "drl/";

    public RuleFiles {
        bytes = Collections.unmodifiableSortedMap(new TreeMap<>(bytes));
    }

    /** All rule files of a folder; editors' lock files and anything else is left out. */
    public static RuleFiles in(Path folder) {
        var bytes = new TreeMap<String, byte[]>();
        try {
            // a walk does not enter a folder that is itself a link, as mounted ones often are
            read(folder.toRealPath(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("The rules folder " + folder.toAbsolutePath() + " cannot be read", e);
        }
        return new RuleFiles(bytes);
    }

    private static void read(Path folder, Map<String, byte[]> bytes) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                if (isRuleFile(name)) {
                    bytes.put(name, Files.readAllBytes(path));
                }
            }
        }
    }

    public static boolean isRuleFile(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.startsWith("~$") || name.startsWith(".")) {
            return false;
        }
        return path.startsWith(SCHEMA) && name.endsWith(".yaml")
                || path.startsWith(DRL) && (name.endsWith(".drl") || isNativeTable(name))
                || !path.contains("/") && name.endsWith(".xlsx");
    }

    private static boolean isNativeTable(String name) {
        return name.endsWith(".drl.xlsx") || name.endsWith(".drl.csv");
    }

    Map<String, byte[]> schemas() {
        return below(SCHEMA);
    }

    /** The DRL files that belong to a table, by path below {@code drl/}. */
    Map<String, byte[]> drlOf(String table) {
        var files = new TreeMap<String, byte[]>();
        below(DRL).forEach((path, content) -> {
            if (path.startsWith(table + "/")) {
                files.put(path, content);
            }
        });
        return files;
    }

    Map<String, byte[]> drl() {
        return below(DRL);
    }

    private Map<String, byte[]> below(String folder) {
        var files = new TreeMap<String, byte[]>();
        bytes.forEach((path, content) -> {
            if (path.startsWith(folder)) {
                files.put(path.substring(folder.length()), content);
            }
        });
        return files;
    }

    Map<String, byte[]> workbooks() {
        var files = new TreeMap<String, byte[]>();
        bytes.forEach((path, content) -> {
            if (!path.contains("/")) {
                files.put(path, content);
            }
        });
        return files;
    }

    /** SHA-256 over all paths and contents: two sets with one hash decide alike. */
    public String hash() {
        MessageDigest digest = sha256();
        bytes.forEach((path, content) -> {
            digest.update((path + '\n' + content.length + '\n').getBytes(StandardCharsets.UTF_8));
            digest.update(content);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    public static String sha256(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
