package io.rapport.testing;

import static java.util.stream.Collectors.joining;

import io.rapport.platform.database.UnpackedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The whole application the way people run it, in a process of its own: with its own database in a folder that outlives it, in
 * demo mode, and without the classes of the tests. It can be killed.
 */
public final class RapportProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Path data;
    private final Path output;
    private final int port;
    private final Process process;

    private RapportProcess(Path data, Path output, int port, Process process) {
        this.data = data;
        this.output = output;
        this.port = port;
        this.process = process;
    }

    /** Starts it and waits until it can be used. */
    public static RapportProcess start(Path data, Map<String, String> environment) {
        var rapport = launch(data, environment);
        rapport.awaitReady();
        return rapport;
    }

    /** Starts it and waits for nothing. */
    public static RapportProcess launch(Path data, Map<String, String> environment) {
        try {
            UnpackedPostgres.layInto(data);
            var output = Files.createTempFile("rapport-output", ".log");
            output.toFile().deleteOnExit();
            int port = freePort();
            var builder =
                    new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "LC_ALL",
                            "C.UTF-8",
                            "SERVER_PORT",
                            Integer.toString(port),
                            "RAPPORT_DATA_DIR",
                            data.toString(),
                            "RAPPORT_API_TOKEN",
                            RapportTest.API_TOKEN));
            builder.environment().putAll(environment);
            return new RapportProcess(data, output, port, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command() {
        String classes = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(joining(File.pathSeparator));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // Quick to start counts here, not quick in the long run.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-cp",
                classes,
                "io.rapport.RapportApplication");
    }

    private void awaitReady() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            if (isReady()) {
                return;
            }
            pause();
        }
        process.destroyForcibly();
        throw new IllegalStateException("Rapport did not start:\n" + output());
    }

    private boolean isReady() {
        try {
            return http().get("/actuator/health").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Http http() {
        return Http.on(port);
    }

    public int port() {
        return port;
    }

    public String address() {
        return "http://localhost:" + port;
    }

    /** All that was written to the standard output and error so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has ended by itself. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("Rapport still runs:\n" + output());
        }
        return process.exitValue();
    }

    /** Like kill -9: nothing is said, nothing is finished; the database server lives on. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Like kill -9 of the database server. */
    public void killDatabase() {
        ProcessHandle.of(Long.parseLong(postmasterFile().get(0))).orElseThrow().destroyForcibly();
    }

    /** A look into its database; each statement has a connection of its own. */
    public JdbcClient jdbc() {
        try {
            return JdbcClient.create(new DriverManagerDataSource(
                    "jdbc:postgresql://127.0.0.1:%s/postgres"
                            .formatted(postmasterFile().get(3)),
                    "postgres",
                    Files.readString(data.resolve("db-password")).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> postmasterFile() {
        try {
            return Files.readAllLines(data.resolve("pgdata/postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
