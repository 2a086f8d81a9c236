package io.rapport.client.merge;

import io.rapport.client.EventTypes;
import io.rapport.client.Events;
import io.rapport.client.Harmless;
import io.rapport.client.NoSuchClient;
import io.rapport.client.merge.MergeRefused.Reason;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes one client of two, and two again of one. All that happens, happens in one transaction under the locks of both, taken in the
 * order of their ids; whoever comes later finds one client, or two, and never something between.
 *
 * <p>The row of the one who is merged is deleted. So nothing can be done with a client that is somebody else by now: whoever still
 * has the old id in hand (a message being understood, a link being judged) finds nobody, as after an erasure, looks again, and finds
 * the one who was kept. And no list, lock, report or import needs to know of merging to count one person once.
 */
@Component
public class Merging {

    /**
     * @param by who says so: a person's name, or the name of what found it
     * @param evidence what shows it; no personal data, since it outlives an erasure in audit
     * @param alongside is done in the same transaction
     */
    public record Deed(String by, String evidence, Instant now, Consumer<Merge> alongside) {

        public Deed(String by, String evidence, Instant now) {
            this(by, evidence, now, merge -> {});
        }
    }

    private final JdbcClient jdbc;
    private final BothLocks bothLocks;
    private final Events events;
    private final Merges merges;
    private final Belongings belongings;
    private final Duplicates duplicates;
    private final Promises promises;
    private final ClientRows rows;
    private final Meanwhile meanwhile;

    public Merging(JdbcClient jdbc, TransactionTemplate transaction, Events events, Merges merges) {
        this.jdbc = jdbc;
        this.bothLocks = new BothLocks(jdbc, transaction);
        this.events = events;
        this.merges = merges;
        this.belongings = new Belongings(jdbc);
        this.duplicates = new Duplicates(jdbc);
        this.promises = new Promises(jdbc);
        this.rows = new ClientRows(jdbc);
        this.meanwhile = new Meanwhile(jdbc);
    }

    /**
     * All that the other one is and has becomes the kept one's, who is due at once. Merging again what was merged changes nothing.
     * Waits until nothing for either is with a messenger, so call it outside of any transaction.
     *
     * @throws NoSuchClient if there is one of them not (any more)
     * @throws MergeRefused if they are the same, or the messenger does not come to an end
     */
    public Merge merge(long kept, long other, Deed deed) {
        if (kept == other) {
            throw new MergeRefused(Reason.SAME_CLIENT, "Client %d is one person already".formatted(kept));
        }
        return bothLocks.quietly(() -> {
            Set<Long> there = bothLocks.lock(kept, other);
            if (!there.contains(kept)) {
                throw new NoSuchClient(kept);
            }
            if (!there.contains(other)) {
                return Optional.of(merges.away(other)
                        .filter(merge -> merge.kept() == kept)
                        .orElseThrow(() -> new NoSuchClient(other)));
            }
            return bothLocks.isSending(kept, other)
                    ? Optional.empty()
                    : Optional.of(unite(begin(kept, other, deed), deed));
        });
    }

    private Pair begin(long kept, long other, Deed deed) {
        long id = jdbc.sql("""
                insert into client_merge (kept, merged, at, by, evidence, last_event, kept_was, merged_was)
                select :kept, :merged, :now, :by, :evidence,
                    coalesce((select max(id) from event where client_id in (:kept, :merged)), 0), to_jsonb(k), to_jsonb(m)
                from client k, client m where k.id = :kept and m.id = :merged
                returning id
                """)
                .param("kept", kept)
                .param("merged", other)
                .param("now", deed.now().atOffset(ZoneOffset.UTC))
                .param("by", Harmless.text(deed.by()))
                .param("evidence", Harmless.text(deed.evidence()))
                .query(Long.class)
                .single();
        return new Pair(id, kept, other, deed.now());
    }

    private Merge unite(Pair pair, Deed deed) {
        var all = belongings.all();
        new Likenesses(jdbc).handDown(pair);
        promises.reconcile(pair);
        duplicates.dissolve(pair);
        duplicates.rename(pair, all);
        all.forEach(what -> belongings.move(what, pair));
        rows.unite(pair);
        pair.given(jdbc.sql("delete from client where id = :merged")).update();
        pair.given(jdbc.sql("""
                update client_merge set kept_made = to_jsonb(client) from client where client_merge.id = :merge and client.id = :kept
                """)).update();
        Merge merge = merges.find(pair.merge()).orElseThrow();
        events.append(
                pair.kept(),
                EventTypes.CLIENTS_MERGED,
                pair.now(),
                Map.of("with", pair.merged(), "by", merge.by(), "evidence", merge.evidence()),
                "merge:" + pair.merge());
        deed.alongside().accept(merge);
        return merge;
    }

    /**
     * Two again: each has what was his, and what happened since goes by the channel through which it came. Both are due at once.
     *
     * @param id which merge; null for the latest one of this client
     * @throws NoSuchClient if there is none (any more)
     * @throws MergeRefused if there is nothing to undo, it is too late, or a later merge has to be undone first
     */
    public Merge undo(long kept, @Nullable Long id, Deed deed) {
        return bothLocks.quietly(() -> {
            if (bothLocks.lock(kept, kept).isEmpty()) {
                throw new NoSuchClient(kept);
            }
            Merge merge = undoable(kept, id, deed.now());
            if (bothLocks.isSending(kept, kept)) {
                return Optional.empty();
            }
            part(new Pair(merge.id(), kept, merge.merged(), deed.now()), deed.by());
            Merge undone = merges.find(merge.id()).orElseThrow();
            deed.alongside().accept(undone);
            return Optional.of(undone);
        });
    }

    private Merge undoable(long kept, @Nullable Long id, Instant now) {
        List<Merge> all = merges.of(kept);
        Merge merge = all.stream()
                .filter(one -> id == null ? !one.isUndone() : one.id() == id)
                .findFirst()
                .orElseThrow(
                        () -> new MergeRefused(Reason.NOT_MERGED, "Nobody was merged into client %d".formatted(kept)));
        if (merge.isUndone()) {
            throw new MergeRefused(Reason.UNDONE, "Merge %d was undone already".formatted(merge.id()));
        }
        all.stream()
                .filter(later -> later.id() > merge.id() && !later.isUndone())
                .findFirst()
                .ifPresent(later -> {
                    throw new MergeRefused(
                            Reason.LATER_FIRST,
                            "Merge %d was built upon: undo merge %d (client %d) first"
                                    .formatted(merge.id(), later.id(), later.merged()));
                });
        if (!now.isBefore(merge.undoUntil())) {
            throw new MergeRefused(
                    Reason.TOO_LATE,
                    "Merge %d could be undone until %s; what was whose is forgotten since"
                            .formatted(merge.id(), merge.undoUntil()));
        }
        return merge;
    }

    private void part(Pair pair, String by) {
        rows.revive(pair);
        belongings.all().forEach(what -> belongings.moveBack(what, pair));
        duplicates.restore(pair);
        promises.restore(pair);
        meanwhile.share(pair);
        rows.part(pair);
        pair.given(jdbc.sql("delete from client_merge_row where merge_id = :merge"))
                .update();
        pair.given(jdbc.sql("""
                update client_merge set undone_at = :now, undone_by = :by, kept_was = null, kept_made = null, merged_was = null
                where id = :merge
                """)).param("by", Harmless.text(by)).update();
        for (long client : new long[] {pair.kept(), pair.merged()}) {
            long other = client == pair.kept() ? pair.merged() : pair.kept();
            events.append(
                    client,
                    EventTypes.CLIENTS_PARTED,
                    pair.now(),
                    Map.of("from", other, "by", by),
                    "merge:" + pair.merge() + ":undone");
        }
    }
}
