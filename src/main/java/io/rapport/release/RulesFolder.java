package io.rapport.release;

import io.rapport.ruleset.RuleFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Where the rule files come from: a folder on disk if there is one, otherwise those that travel inside the jar.
 *
 * @param path the folder that is looked for
 */
record RulesFolder(Path path) {

    private static final String PACKAGED = "rules/";

    boolean isOnDisk() {
        return Files.isDirectory(path.resolve("schema"));
    }

    RuleFiles files() {
        return isOnDisk() ? RuleFiles.in(path) : packaged();
    }

    private static RuleFiles packaged() {
        var bytes = new TreeMap<String, byte[]>();
        try {
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + PACKAGED + "**/*.*")) {
                String address = URLDecoder.decode(resource.getURL().toString(), StandardCharsets.UTF_8);
                String name = address.substring(address.lastIndexOf("/" + PACKAGED) + PACKAGED.length() + 1);
                if (RuleFiles.isRuleFile(name)) {
                    bytes.put(name, resource.getContentAsByteArray());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The packaged rules cannot be read", e);
        }
        return new RuleFiles(bytes);
    }

    @Override
    public String toString() {
        return isOnDisk() ? path.toAbsolutePath().normalize().toString() : "packaged in the application";
    }
}
