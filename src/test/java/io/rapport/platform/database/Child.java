package io.rapport.platform.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The test's side of a {@link ChildRapport}. */
final class Child implements AutoCloseable {

    private final Path folder;
    private final Process process;
    private final String firstLine;

    private Child(Path folder, Process process, String firstLine) {
        this.folder = folder;
        this.process = process;
        this.firstLine = firstLine;
    }

    static Child startIn(Path folder, String... prefix) {
        var command = new ArrayList<>(List.of(prefix));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlogging.level.root=warn",
                "-cp",
                System.getProperty("java.class.path"),
                ChildRapport.class.getName(),
                folder.toString()));
        try {
            UnpackedPostgres.layInto(folder);
            var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("LC_ALL", "C.UTF-8");
            var process = builder.start();
            var reader = process.inputReader();
            return new Child(folder, process, firstWord(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String firstLine() {
        return firstLine;
    }

    JdbcClient jdbc() throws IOException {
        var url = firstLine.substring("ready ".length());
        return JdbcClient.create(new DriverManagerDataSource(url, "postgres", password()));
    }

    int exitCode() throws InterruptedException {
        process.waitFor(60, TimeUnit.SECONDS);
        return process.exitValue();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.outputWriter().close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private String password() throws IOException {
        return Files.readString(folder.resolve("db-password")).strip();
    }

    private static String firstWord(BufferedReader reader) throws IOException {
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("ready ") || line.startsWith("refused ")) {
                return line;
            }
        }
        return "ended without a word";
    }
}
