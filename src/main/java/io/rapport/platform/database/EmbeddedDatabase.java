package io.rapport.platform.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The PostgreSQL that comes along. It starts beside everything else: who needs a connection before it is ready waits, and learns
 * why if it cannot start. A server that dies is started again on its port; meanwhile connections fail.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration GLANCE = Duration.ofMillis(250);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final DataFolder folder;
    private final CompletableFuture<PGSimpleDataSource> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private final Thread keeper = new Thread(this::keep, "database-keeper");

    private EmbeddedDatabase(DataFolder folder) {
        this.folder = folder;
    }

    /** Takes the folder, or says at once that it cannot; the server itself starts in the background. */
    static EmbeddedDatabase startIn(String folder) {
        var database = new EmbeddedDatabase(DataFolder.open(folder));
        database.keeper.setDaemon(true);
        database.keeper.start();
        return database;
    }

    /** New connections to the server, one by one; a pool belongs in front. */
    DataSource connections() {
        return new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return whenReady().getConnection();
            }

            @Override
            public Connection getConnection(String username, String password) throws SQLException {
                return whenReady().getConnection(username, password);
            }
        };
    }

    @Override
    public void close() throws InterruptedException {
        closing.complete(null);
        keeper.join();
        folder.close();
    }

    private PGSimpleDataSource whenReady() {
        try {
            return ready.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UnusableDatabase unusable ? unusable : e;
        }
    }

    private void keep() {
        try {
            var cluster = new Cluster(folder, Binaries.unpackInto(folder.binaries()));
            cluster.prepare();
            int port = freePort();
            var server = cluster.start(port);
            ready.complete(addressOf(port));
            while (runsUntilItEnds(server)) {
                server = revive(cluster, port, server);
            }
            cluster.stop(server);
        } catch (UnusableDatabase e) {
            ready.completeExceptionally(e);
        } catch (IOException | RuntimeException e) {
            boolean neverStarted = ready.completeExceptionally(new UnusableDatabase(
                    "The database in %s cannot be used: %s".formatted(folder.root(), e.getMessage()),
                    "Look into postgres.log in that folder; a full disk and a damaged file are the usual reasons.",
                    e));
            if (!neverStarted) {
                log.error("The database server cannot be looked after any more", e);
            }
        }
    }

    /** @return whether the server ended by itself; false if it is we who end */
    private boolean runsUntilItEnds(ProcessHandle server) {
        var exit = server.onExit();
        // The server is no child of ours, and for such the JDK looks ever more rarely, at last every five seconds.
        while (!exit.isDone() && server.isAlive()) {
            if (closesWithin(GLANCE)) {
                return false;
            }
        }
        return !closing.isDone();
    }

    private ProcessHandle revive(Cluster cluster, int port, ProcessHandle dead) {
        log.warn("The database server (process {}) ended unexpectedly; starting it again", dead.pid());
        for (var pause = FIRST_PAUSE; !closesWithin(pause); pause = longerThan(pause)) {
            try {
                var server = cluster.start(port);
                log.warn("The database server runs again (process {})", server.pid());
                return server;
            } catch (IOException | RuntimeException e) {
                log.warn("The database server does not start yet: {}", e.getMessage());
            }
        }
        return dead;
    }

    private boolean closesWithin(Duration pause) {
        try {
            closing.get(pause.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            return true;
        }
    }

    private static Duration longerThan(Duration pause) {
        var longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    private PGSimpleDataSource addressOf(int port) throws IOException {
        var address = new PGSimpleDataSource();
        address.setServerNames(new String[] {LOOPBACK});
        address.setPortNumbers(new int[] {port});
        address.setDatabaseName(Cluster.DATABASE);
        address.setUser(Cluster.USER);
        address.setPassword(folder.password());
        address.setApplicationName("rapport");
        address.setConnectTimeout(2);
        address.setLoginTimeout(3);
        address.setTcpKeepAlive(true);
        return address;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }
}
