package io.rapport.engagement.link;

import io.rapport.client.Arrival;
import io.rapport.client.Arrival.Weight;
import io.rapport.client.Arrivals;
import io.rapport.client.Happening;
import io.rapport.content.Catalogue;
import io.rapport.content.Product;
import io.rapport.fact.Deeds;
import io.rapport.payment.request.PaymentRequest;
import io.rapport.payment.request.PaymentRequests;
import io.rapport.release.LiveRelease;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether it was a person who opened a link. What it finds becomes an event of the client; the seconds are cells of scoring.xlsx. */
@Component
class Judgement {

    enum Sign {
        /** The program says what it is, or hides it. */
        PROGRAM,
        /** Only looked whether there is something. */
        PEEK,
        /** Sooner after the sending than anybody reads. */
        TOO_SOON,
        /** Every link of the touch in one go. */
        ALL_AT_ONCE
    }

    private record Circumstances(@Nullable Instant sentAt, boolean isOnItsWay, long links, long opened) {}

    private final JdbcClient jdbc;
    private final Arrivals arrivals;
    private final Catalogue catalogue;
    private final PaymentRequests requests;
    private final LiveRelease live;
    private final Clock clock;
    private final Machines machines = Machines.known();

    Judgement(
            JdbcClient jdbc,
            Arrivals arrivals,
            Catalogue catalogue,
            PaymentRequests requests,
            LiveRelease live,
            Clock clock) {
        this.jdbc = jdbc;
        this.arrivals = arrivals;
        this.catalogue = catalogue;
        this.requests = requests;
        this.live = live;
        this.clock = clock;
    }

    /** How long after a click it can be judged. */
    Duration delay() {
        int seconds = setting("allLinksWithinSeconds");
        return seconds == 0 ? Duration.ZERO : Duration.ofSeconds(seconds).plusMillis(250);
    }

    void opened(Link link, Visit visit) {
        jdbc.sql("update link set clicked_at = greatest(clicked_at, :at) where code = :code")
                .param("at", visit.at().atOffset(ZoneOffset.UTC))
                .param("code", link.code())
                .update();
    }

    void pass(Link link, Visit visit) {
        Optional<Sign> sign = sign(link, visit);
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("value", link.contentId() == null ? host(link.url()) : link.contentId());
        attributes.put("url", link.url());
        if (link.touchKey() != null) {
            attributes.put("touch", link.touchKey());
        }
        sign.ifPresent(found -> attributes.put("sign", found.name()));
        String key = "click:%s:%s".formatted(link.code(), visit.at());
        var client = new Arrival.Known(link.clientId());
        var events = new ArrayList<Arrival>();
        if (sign.isPresent()) {
            var opened = new Happening(Deeds.LINK_CLICKED_BY_MACHINE, visit.at(), attributes, key);
            events.add(new Arrival(client, opened, Weight.NOTHING));
        } else {
            events.add(
                    new Arrival(client, new Happening(Deeds.LINK_CLICKED, visit.at(), attributes, key), Weight.NOTED));
            events.add(new Arrival(client, opened(link, visit, key), Weight.NOTED));
        }
        arrivals.take(events, clock.instant());
    }

    /** What lies behind the link: a material, the page where a course is paid, or something else. */
    private Happening opened(Link link, Visit visit, String key) {
        if (link.contentId() != null) {
            return new Happening(Deeds.CONTENT_OPENED, visit.at(), Map.of("value", link.contentId()), key + ":opened");
        }
        return product(link)
                .map(product -> new Happening(
                        Deeds.PAYMENT_PAGE_OPENED, visit.at(), Map.of("value", product), key + ":payment"))
                .orElseGet(() ->
                        new Happening(Deeds.SITE_OPENED, visit.at(), Map.of("value", host(link.url())), key + ":site"));
    }

    private Optional<String> product(Link link) {
        return requests.at(link.clientId(), link.url())
                .map(PaymentRequest::product)
                .or(() -> catalogue.snapshot().at(link.url()).map(Product::code));
    }

    private Optional<Sign> sign(Link link, Visit visit) {
        if (visit.isPeek()) {
            return Optional.of(Sign.PEEK);
        }
        if (machines.isMachine(visit.agent())) {
            return Optional.of(Sign.PROGRAM);
        }
        int soon = setting("machineWithinSeconds");
        int atOnce = setting("allLinksWithinSeconds");
        return circumstances(link, visit.at(), atOnce).flatMap(touch -> {
            if (soon > 0
                    && (touch.isOnItsWay()
                            || touch.sentAt() != null
                                    && visit.at().isBefore(touch.sentAt().plusSeconds(soon)))) {
                return Optional.of(Sign.TOO_SOON);
            }
            return atOnce > 0 && touch.links() > 1 && touch.opened() == touch.links()
                    ? Optional.of(Sign.ALL_AT_ONCE)
                    : Optional.empty();
        });
    }

    private Optional<Circumstances> circumstances(Link link, Instant at, int seconds) {
        return jdbc.sql("""
                select touch.sent_at, touch.state in ('PLANNED', 'READY', 'SENDING', 'RETRY') as on_its_way,
                    (select count(*) from link where link.client_id = touch.client_id and link.touch_key = touch.touch_key)
                        as links,
                    (select count(*) from link where link.client_id = touch.client_id and link.touch_key = touch.touch_key
                        and link.clicked_at between :at - :seconds * interval '1 second' and :at + :seconds * interval '1 second')
                        as opened
                from touch where touch.client_id = :client and touch.touch_key = :touch
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("seconds", seconds)
                .param("client", link.clientId())
                .param("touch", link.touchKey())
                .query((rs, n) -> new Circumstances(
                        Optional.ofNullable(rs.getObject("sent_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null),
                        rs.getBoolean("on_its_way"),
                        rs.getLong("links"),
                        rs.getLong("opened")))
                .optional();
    }

    private int setting(String key) {
        return live.current().rules().tables().settings().integer(key);
    }

    private static String host(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getHost()).orElse(url);
        } catch (IllegalArgumentException e) {
            return url;
        }
    }
}
