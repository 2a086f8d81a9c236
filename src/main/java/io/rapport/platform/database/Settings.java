package io.rapport.platform.database;

/** What differs from PostgreSQL's defaults: safe first, then modest, for a machine it shares with the application. */
final class Settings {

    private Settings() {}

    static String forPort(int port) {
        return """
                # Written by Rapport at each start; changes belong into postgresql.conf, below the line that includes this file.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                timezone = 'UTC'
                log_timezone = 'UTC'
                max_connections = 60
                shared_buffers = '96MB'
                effective_cache_size = '512MB'
                work_mem = '8MB'
                maintenance_work_mem = '64MB'
                wal_compression = on
                max_wal_size = '512MB'
                checkpoint_timeout = '15min'
                random_page_cost = 1.1
                jit = off
                log_checkpoints = off
                """.formatted(port);
    }
}
