package io.rapport.payment.notice;

import io.rapport.content.Catalogue;
import io.rapport.content.Product;
import io.rapport.payment.provider.Statement;
import io.rapport.payment.provider.Statement.Payer;
import io.rapport.payment.request.PaymentRequest;
import io.rapport.payment.request.PaymentRequests;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose money it is and what for. Never a guess: where two answers are possible, a person is asked. */
@Component
class Payees {

    private final JdbcClient jdbc;
    private final PaymentRequests requests;
    private final Catalogue catalogue;

    Payees(JdbcClient jdbc, PaymentRequests requests, Catalogue catalogue) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.catalogue = catalogue;
    }

    sealed interface Answer {}

    /** @param request what it was asked for by, if it was */
    record Found(long clientId, String product, @Nullable PaymentRequest request) implements Answer {}

    /** @param suspect whose it might be */
    record Doubt(
            Reason reason,
            @Nullable String detail,
            @Nullable Long suspect) implements Answer {}

    Answer of(Statement.Paid paid, BigDecimal amount, String currency) {
        Payer payer = paid.payer();
        for (String reference : payer.references()) {
            Optional<PaymentRequest> request = requests.lock(reference);
            if (request.isPresent()) {
                return asked(request.get(), amount, currency);
            }
        }
        return byContact(payer, amount, currency);
    }

    private static Answer asked(PaymentRequest request, BigDecimal amount, String currency) {
        Long client = request.clientId();
        if (client == null) {
            return new Doubt(Reason.CLIENT_ERASED, request.product(), null);
        }
        if (request.isPaid()) {
            return new Doubt(Reason.PAID_ALREADY, request.product(), client);
        }
        if (request.amount().compareTo(amount) != 0 || !request.currency().equals(currency)) {
            String asked = "%s %s".formatted(request.amount().toPlainString(), request.currency());
            return new Doubt(Reason.AMOUNT_DIFFERS, asked, client);
        }
        return new Found(client, request.product(), request);
    }

    private Answer byContact(Payer payer, BigDecimal amount, String currency) {
        boolean isAnybodyNamed = !payer.references().isEmpty() || payer.phone() != null || payer.email() != null;
        if (!isAnybodyNamed) {
            return new Doubt(Reason.NOBODY_NAMED, null, null);
        }
        TreeSet<Long> proven = owners(payer, true);
        if (proven.size() == 1) {
            return product(proven.first(), payer.product(), amount, currency);
        }
        TreeSet<Long> clients = proven.isEmpty() ? owners(payer, false) : proven;
        if (clients.isEmpty()) {
            return new Doubt(Reason.NOBODY_KNOWN, null, null);
        }
        if (clients.size() > 1) {
            return new Doubt(Reason.SEVERAL_CLIENTS, null, clients.first());
        }
        // Anybody can type somebody else's number. That just this sum was asked for is the second sign.
        long client = clients.first();
        return open(client, payer.product(), amount, currency)
                .<Answer>map(request -> new Found(client, request.product(), request))
                .orElseGet(() -> new Doubt(Reason.UNPROVEN_CONTACT, payer.product(), client));
    }

    private Answer product(long client, @Nullable String told, BigDecimal amount, String currency) {
        Optional<PaymentRequest> request = open(client, told, amount, currency);
        if (request.isPresent()) {
            return new Found(client, request.get().product(), request.get());
        }
        Optional<Product> product =
                told == null ? Optional.empty() : catalogue.snapshot().product(told);
        return product.<Answer>map(known -> new Found(client, known.code(), null))
                .orElseGet(() -> new Doubt(Reason.UNKNOWN_PRODUCT, told, client));
    }

    private Optional<PaymentRequest> open(long client, @Nullable String told, BigDecimal amount, String currency) {
        return requests.openOf(client).stream()
                .filter(open -> open.amount().compareTo(amount) == 0
                        && open.currency().equals(currency)
                        && (told == null || told.equals(open.product())))
                .findFirst();
    }

    /** @param isProven whether only those count whose own it surely is */
    private TreeSet<Long> owners(Payer payer, boolean isProven) {
        var clients = new TreeSet<Long>();
        Contact.phone(payer.phone()).ifPresent(phone -> clients.addAll(owners("PHONE", phone, isProven)));
        Contact.email(payer.email()).ifPresent(email -> clients.addAll(owners("EMAIL", email, isProven)));
        return clients;
    }

    private List<Long> owners(String kind, String value, boolean isProven) {
        return jdbc.sql("""
                select client_id from client_contact
                where kind = :kind and value = :value and (verified_at is not null or not :proven)
                union select id from client where not :proven and :kind = 'PHONE' and phone = :value
                union select id from client where not :proven and :kind = 'EMAIL' and email = :value
                order by 1 limit 2
                """)
                .param("kind", kind)
                .param("value", value)
                .param("proven", isProven)
                .query(Long.class)
                .list();
    }
}
