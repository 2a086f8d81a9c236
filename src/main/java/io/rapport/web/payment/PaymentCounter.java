package io.rapport.web.payment;

import io.rapport.payment.desk.ManualEntries;
import io.rapport.payment.desk.PaymentDesk;
import io.rapport.web.security.Audit;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people may do about money, from the console and through the API alike. What changed anything is audited with it. */
@Component
public class PaymentCounter {

    private final PaymentDesk desk;
    private final ManualEntries entries;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PaymentCounter(PaymentDesk desk, ManualEntries entries, Audit audit, TransactionTemplate transaction, Clock clock) {
        this.desk = desk;
        this.entries = entries;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    public void assign(long notice, long client, @Nullable String product, String actor) {
        audited(actor, "ASSIGNED_PAYMENT", subject(notice), Map.of("client", client), now -> {
            desk.assign(notice, client, product, actor, now);
            return true;
        });
    }

    /** @param comment may name people, so the audit, which outlives them, goes without it */
    public void dismiss(long notice, String comment, String actor) {
        audited(actor, "DISMISSED_PAYMENT", subject(notice), Map.of(), now -> {
            desk.dismiss(notice, comment, actor, now);
            return true;
        });
    }

    public void undo(long notice, String actor) {
        audited(actor, "REOPENED_PAYMENT", subject(notice), Map.of(), now -> {
            desk.undo(notice, now);
            return true;
        });
    }

    /** @return false if it had been entered before */
    public boolean enter(ManualEntries.Paid paid, String actor) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("product", String.valueOf(paid.product()));
        details.put("amount", String.valueOf(paid.amount()));
        details.put("entry", paid.entry());
        return audited(actor, "ENTERED_PAYMENT", "client/" + paid.clientId(), details, now -> entries.paid(paid, now));
    }

    /** @return false if it had been entered before */
    public boolean refund(
            String entry, long purchase, @Nullable BigDecimal amount, @Nullable Instant at, String actor) {
        return audited(
                actor,
                "ENTERED_REFUND",
                "purchase/" + purchase,
                Map.of("amount", String.valueOf(amount), "entry", entry),
                now -> entries.refunded(entry, purchase, amount, at, now));
    }

    private boolean audited(
            String actor, String action, String subject, Map<String, ?> details, Predicate<Instant> deed) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Instant now = clock.instant();
            boolean changed = deed.test(now);
            if (changed) {
                audit.record(now, actor, action, subject, details);
            }
            return changed;
        }));
    }

    private static String subject(long notice) {
        return "payment/" + notice;
    }
}
