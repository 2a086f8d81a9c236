package io.rapport.content.exchange;

import io.rapport.content.Catalogue;
import io.rapport.content.ContentLibrary;
import io.rapport.content.knowledge.Knowledge;
import io.rapport.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** The demo school in a test database. */
public final class DemoSchools {

    private DemoSchools() {}

    public static Knowledge load(TestDatabase database) {
        Knowledge knowledge = new Knowledge(database.dataSource(), database.transaction());
        school(database, knowledge).loadIfEmpty();
        return knowledge;
    }

    static DemoSchool school(TestDatabase database, Knowledge knowledge) {
        var exchange = new Exchange(
                new ContentLibrary(database.dataSource(), database.transaction()),
                new Catalogue(database.dataSource(), database.transaction()),
                knowledge,
                database.transaction());
        Clock clock = Clock.fixed(Instant.parse("2026-12-01T09:00:00Z"), ZoneOffset.UTC);
        return new DemoSchool(exchange, database.jdbc(), database.transaction(), clock);
    }
}
