package io.rapport.platform.database;

import java.io.IOException;
import java.sql.SQLException;

/** A process of its own that holds an embedded database until its input ends or it is killed. */
final class ChildRapport {

    private ChildRapport() {}

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        try (var database = EmbeddedDatabase.startIn(arguments[0]);
                var connection = database.connections().getConnection()) {
            System.out.println("ready " + connection.getMetaData().getURL());
            while (System.in.read() >= 0) {
                // whatever is said, only the end counts
            }
        } catch (UnusableDatabase e) {
            System.out.println("refused " + e.getMessage());
            System.exit(1);
        }
    }
}
