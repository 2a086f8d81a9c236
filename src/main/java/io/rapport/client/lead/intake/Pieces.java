package io.rapport.client.lead.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files on their way, where every node finds them. */
final class Pieces {

    private static final int SIZE = 1 << 20;

    private final JdbcClient jdbc;

    Pieces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(long id, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (byte[] piece = in.readNBytes(SIZE); piece.length > 0; piece = in.readNBytes(SIZE)) {
                jdbc.sql("insert into lead_import_piece (import_id, number, bytes) values (:id, :number, :bytes)")
                        .param("id", id)
                        .param("number", number++)
                        .param("bytes", piece)
                        .update();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the file to the disk of this node; whoever gets it deletes it. */
    Path fetch(long id) {
        try {
            Path file = Files.createTempFile("rapport-leads", ".tmp");
            try (var out = Files.newOutputStream(file)) {
                for (int number = 0; ; number++) {
                    var piece = jdbc.sql(
                                    "select bytes from lead_import_piece where import_id = :id and number = :number")
                            .param("id", id)
                            .param("number", number)
                            .query(byte[].class)
                            .optional();
                    if (piece.isEmpty()) {
                        return file;
                    }
                    out.write(piece.get());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
