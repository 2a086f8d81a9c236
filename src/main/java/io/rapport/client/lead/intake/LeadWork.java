package io.rapport.client.lead.intake;

import io.rapport.client.Zones;
import io.rapport.client.campaign.Campaign;
import io.rapport.client.campaign.Campaigns;
import io.rapport.client.lead.Lead;
import io.rapport.client.lead.LeadReader;
import io.rapport.client.lead.Places;
import io.rapport.client.lead.intake.BrokenRows.Broken;
import io.rapport.client.sheet.row.SheetRefused;
import io.rapport.client.sheet.row.SheetRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes imports in, a part at a time, one import after the other. Whoever freezes over one loses it to another node, and its place is kept. */
@Component
public class LeadWork {

    private static final int ROWS_AT_ONCE = 1_000;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int MOST_TRIES = 5;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Zones zones;
    private final Campaigns campaigns;
    private final BrokenRows brokenRows;
    private final Intake intake;
    private final ZoneId house;
    private @Nullable OpenImport current;

    public LeadWork(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Zones zones,
            Campaigns campaigns,
            BrokenRows brokenRows,
            @Value("${rapport.zone:Europe/Moscow}") ZoneId house) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.zones = zones;
        this.campaigns = campaigns;
        this.brokenRows = brokenRows;
        this.intake = new Intake(jdbc);
        this.house = house;
    }

    /**
     * Takes in the next part of a file.
     *
     * @param cities in which zone a city lies
     * @return whether there was anything to do
     */
    public synchronized boolean next(Function<String, Optional<ZoneId>> cities, Instant now) {
        OpenImport open = current;
        if (open == null) {
            LeadImport claimed = null;
            UUID token = UUID.randomUUID();
            try {
                claimed = claim(token, now).orElse(null);
                if (claimed == null) {
                    return false;
                }
                open = OpenImport.of(claimed, token, new Pieces(jdbc), reader(claimed, cities, now));
                current = open;
                begin(open);
            } catch (SheetRefused e) {
                leave();
                fail(claimed, token, e.ru(), e.en(), now);
                return true;
            }
        }
        try {
            if (!part(open, now)) {
                leave();
            }
        } catch (SheetRefused e) {
            leave();
            fail(open.what(), open.token(), e.ru(), e.en(), now);
        } catch (RuntimeException e) {
            leave();
            throw e;
        }
        return true;
    }

    private Optional<LeadImport> claim(UUID token, Instant now) {
        Optional<LeadImport> claimed = jdbc.sql("""
                update lead_import set state = 'RUNNING', token = :token, taken_until = :until, tries = tries + 1,
                    started_at = coalesce(started_at, :now)
                where id = (
                    select id from lead_import where state = 'READY' or state = 'RUNNING' and taken_until < :now
                    order by id limit 1 for update skip locked)
                returning *
                """)
                .param("token", token)
                .param("until", ImportRows.parameter(now.plus(LEASE)))
                .param("now", ImportRows.parameter(now))
                .query(ImportRows::one)
                .optional();
        boolean hopeless = claimed.isPresent()
                && jdbc.sql("select tries > :most from lead_import where id = :id")
                        .param("most", MOST_TRIES)
                        .param("id", claimed.get().id())
                        .query(Boolean.class)
                        .single();
        if (hopeless) {
            fail(claimed.get(), token, "не получилось после нескольких попыток", "failed after several tries", now);
            return Optional.empty();
        }
        return claimed;
    }

    private LeadReader reader(LeadImport of, Function<String, Optional<ZoneId>> cities, Instant now) {
        return new LeadReader(of.columns(), of.mapping(), of.source(), codes(), new Places(zones, cities), house, now);
    }

    /** What a row would become, and nothing more. */
    public List<LeadReader.Reading> preview(LeadImport of, List<SheetRow> rows, Instant now) {
        LeadReader reader = reader(of, city -> Optional.empty(), now);
        return rows.stream().map(reader::read).toList();
    }

    private Map<String, String> codes() {
        return campaigns.all().stream()
                .collect(Collectors.toMap(
                        campaign -> campaign.name().toLowerCase(Locale.ROOT), Campaign::code, (newer, older) -> newer));
    }

    private void begin(OpenImport open) {
        jdbc.sql("update lead_import set total = :total where id = :id and token = :token")
                .param("total", open.total())
                .param("id", open.what().id())
                .param("token", open.token())
                .update();
    }

    private boolean part(OpenImport open, Instant now) throws SheetRefused {
        List<SheetRow> rows = open.next(ROWS_AT_ONCE);
        List<Lead> leads = new ArrayList<>();
        List<Broken> broken = new ArrayList<>();
        Map<Integer, SheetRow> byNumber = new HashMap<>();
        for (SheetRow row : rows) {
            LeadReader.Reading reading = open.reader().read(row);
            if (reading.lead() == null) {
                broken.add(new Broken(row, reading.faults()));
            } else {
                leads.add(reading.lead());
                byNumber.put(row.number(), row);
            }
        }
        boolean last = rows.size() < ROWS_AT_ONCE;
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (!isOurs(open)) {
                return false;
            }
            Intake.Taken taken = intake.take(open.what(), leads, now);
            taken.contradictions().forEach((row, fault) -> broken.add(new Broken(byNumber.get(row), List.of(fault))));
            brokenRows.keep(open.what().id(), broken);
            moved(open, rows.isEmpty() ? 0 : rows.get(rows.size() - 1).number(), taken, broken.size(), last, now);
            return !last;
        }));
    }

    /** Cancelled, or in the hands of another node: then this part must not be kept. */
    private boolean isOurs(OpenImport open) {
        return jdbc.sql("select 1 from lead_import where id = :id and token = :token and state = 'RUNNING' for update")
                .param("id", open.what().id())
                .param("token", open.token())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private void moved(OpenImport open, int row, Intake.Taken taken, int broken, boolean last, Instant now) {
        jdbc.sql("""
                update lead_import set position = greatest(position, :row), created = created + :created, known = known + :known,
                    changed = changed + :changed, broken = broken + :broken, taken_until = :until, tries = 0,
                    state = case when :last then 'DONE' else state end,
                    finished_at = case when :last then :now::timestamptz end,
                    sample = case when :last then null else sample end
                where id = :id
                """)
                .param("row", row)
                .param("created", taken.created())
                .param("known", taken.known())
                .param("changed", taken.changed())
                .param("broken", broken)
                .param("until", ImportRows.parameter(now.plus(LEASE)))
                .param("last", last)
                .param("now", ImportRows.parameter(now))
                .param("id", open.what().id())
                .update();
        if (last) {
            jdbc.sql("delete from lead_import_piece where import_id = :id")
                    .param("id", open.what().id())
                    .update();
        }
    }

    private void fail(LeadImport what, UUID token, String ru, String en, Instant now) {
        transaction.executeWithoutResult(status -> {
            int failed = jdbc.sql("""
                    update lead_import set state = 'FAILED', finished_at = :now, error = :ru, error_en = :en, sample = null
                    where id = :id and token = :token and state = 'RUNNING'
                    """)
                    .param("now", ImportRows.parameter(now))
                    .param("ru", ru)
                    .param("en", en)
                    .param("id", what.id())
                    .param("token", token)
                    .update();
            if (failed == 1) {
                jdbc.sql("delete from lead_import_piece where import_id = :id")
                        .param("id", what.id())
                        .update();
            }
        });
    }

    private void leave() {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
