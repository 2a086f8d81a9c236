package io.rapport.platform.database;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs PostgreSQL's programs, also for root, whom they refuse: in a user namespace where root is nobody special. */
final class Programs {

    private static final int PATIENCE_SECONDS = 120;
    private static final int BETWEEN_LOOKS_MILLIS = 50;
    /** 20 s in all. */
    private static final int LOOKS = 400;

    private final Path bin;
    private final Path transcript;

    /** @param transcript where the programs write what they have to say; begun anew by each of them */
    Programs(Path home, Path transcript) {
        this.bin = home.resolve("bin");
        this.transcript = transcript;
    }

    /** @return what the program wrote */
    String run(String program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                // Not a pipe: a server started by the program would keep it open and let us wait for its end.
                .redirectOutput(transcript.toFile());
        if (!Locales.SYSTEM.isEmpty()) {
            builder.environment().put("LC_ALL", Locales.SYSTEM);
        }
        var process = builder.start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("%s did not end within %d s".formatted(program, PATIENCE_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + program, e);
        }
        var output = Files.readString(transcript).strip();
        if (process.exitValue() != 0) {
            throw failure(program, output);
        }
        return output;
    }

    /** Ends a server of ours: politely, then at once. Its data are safe either way. */
    void stop(ProcessHandle server) throws IOException {
        for (var signal : List.of("INT", "QUIT")) {
            if (!server.isAlive()) {
                return;
            }
            try {
                run("pg_ctl", "kill", signal, Long.toString(server.pid()));
            } catch (ProgramFailed e) {
                // Gone between the look and the signal, or else it is still there after the wait.
            }
            if (ended(server)) {
                return;
            }
        }
        throw new IOException("the database server (process %d) does not stop".formatted(server.pid()));
    }

    /** Looks itself, because for a process that is no child of ours the JDK looks ever more rarely. */
    private static boolean ended(ProcessHandle server) throws IOException {
        var exit = server.onExit();
        for (int look = 0; look < LOOKS && server.isAlive(); look++) {
            try {
                exit.get(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                // Not yet, or not yet noticed.
            } catch (InterruptedException | ExecutionException e) {
                throw new IOException("interrupted while waiting for the end of the database server", e);
            }
        }
        return exit.isDone() || !server.isAlive();
    }

    private static RuntimeException failure(String program, String output) {
        if (output.contains("cannot be run as root")) {
            return new UnusableDatabase(
                    "PostgreSQL refuses to run as root, and this machine does not let Rapport step down by 'unshare -U'.",
                    "Run Rapport as an ordinary user, or use a PostgreSQL of your own (SPRING_DATASOURCE_URL).");
        }
        return new ProgramFailed(program, output);
    }

    /** A program of PostgreSQL ended with an error; the message carries what it wrote. */
    static final class ProgramFailed extends RuntimeException {
        ProgramFailed(String program, String output) {
            super(program + " failed: " + output);
        }
    }
}
