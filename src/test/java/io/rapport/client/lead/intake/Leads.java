package io.rapport.client.lead.intake;

import io.rapport.client.Zones;
import io.rapport.client.campaign.Campaigns;
import io.rapport.client.sheet.row.SheetRefused;
import io.rapport.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** An import desk on a database of its own, with somebody who works through what is uploaded. */
final class Leads implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    final TestDatabase database;
    final LeadImports imports;
    final BrokenRows broken;
    final LeadWork work;

    Leads() {
        this(TestDatabase.create());
    }

    private Leads(TestDatabase database) {
        this.database = database;
        this.imports = new LeadImports(database.jdbc(), database.transaction());
        this.broken = new BrokenRows(database.jdbc());
        this.work = node();
    }

    /** Another node on the same database. */
    LeadWork node() {
        return new LeadWork(
                database.jdbc(),
                database.transaction(),
                new Zones(database.jdbc()),
                new Campaigns(database.jdbc()),
                broken,
                ZoneId.of("Europe/Moscow"));
    }

    LeadImport upload(String name, byte[] file) throws SheetRefused {
        try {
            Path path = Files.createTempFile("leads", ".test");
            try {
                Files.write(path, file);
                return imports.upload(name, path, "petra", NOW);
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LeadImport upload(String csv) throws SheetRefused {
        return upload("leads.csv", csv.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Uploads, starts and works until it has ended. */
    LeadImport take(String csv) throws SheetRefused {
        return run(upload(csv));
    }

    LeadImport run(LeadImport what) {
        imports.start(what.id());
        while (work(work, NOW)) {
            // part by part
        }
        return imports.find(what.id()).orElseThrow();
    }

    static boolean work(LeadWork node, Instant now) {
        return node.next(city -> city.equals("омск") ? Optional.of(ZoneId.of("Asia/Omsk")) : Optional.empty(), now);
    }

    long count(String what) {
        return database.jdbc()
                .sql("select count(*) from " + what)
                .query(Long.class)
                .single();
    }

    List<String> reasons(LeadImport what) {
        return broken.of(what.id(), 0, 100).stream()
                .flatMap(row -> row.faults().stream()
                        .map(fault ->
                                row.row().number() + " " + fault.column() + " " + fault.value() + ": " + fault.ru()))
                .toList();
    }

    @Override
    public void close() {
        database.close();
    }
}
