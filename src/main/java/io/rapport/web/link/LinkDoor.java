package io.rapport.web.link;

import io.rapport.channel.station.RateLimit;
import io.rapport.engagement.link.Clicks;
import io.rapport.engagement.link.Link;
import io.rapport.engagement.link.OpenLinks;
import io.rapport.engagement.link.Visit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Sends people on to where a short link leads; only ever to an address that was in a message of ours. */
@RestController
@Tag(name = "Links")
class LinkDoor {

    private static final Set<String> READERS_OF_RUSSIAN = Set.of("ru", "be", "uk", "kk", "ky", "uz", "hy", "az", "tg");

    private final OpenLinks links;
    private final Clicks clicks;
    private final Clock clock;
    /** For those who try codes: a person has a link, and needs one turn. */
    private final RateLimit strangers = new RateLimit(60, 2);

    LinkDoor(OpenLinks links, Clicks clicks, Clock clock) {
        this.links = links;
        this.clicks = clicks;
        this.clock = clock;
    }

    @GetMapping("/l/{code}")
    @Operation(summary = "Follow a short link; the click becomes an event of the client it was sent to")
    ResponseEntity<String> follow(@PathVariable String code, HttpServletRequest request) {
        if (!strangers.take(request.getRemoteAddr()).isZero()) {
            return page(HttpStatus.TOO_MANY_REQUESTS, Pages.tooMany(readsRussian(request)));
        }
        Optional<Link> link = links.find(code);
        if (link.isEmpty()) {
            return page(HttpStatus.NOT_FOUND, Pages.unknown(readsRussian(request)));
        }
        strangers.giveBack(request.getRemoteAddr());
        clicks.note(link.get(), visit(request));
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, ascii(link.get().url()))
                .header("X-Robots-Tag", "noindex, nofollow")
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private Visit visit(HttpServletRequest request) {
        boolean isPeek = request.getMethod().equals("HEAD")
                || isPrefetch(request.getHeader("Purpose"))
                || isPrefetch(request.getHeader("Sec-Purpose"))
                || isPrefetch(request.getHeader("X-Purpose"));
        return new Visit(clock.instant(), request.getHeader(HttpHeaders.USER_AGENT), isPeek);
    }

    private static boolean isPrefetch(@Nullable String purpose) {
        return purpose != null
                && (purpose.contains("prefetch") || purpose.contains("preview") || purpose.contains("prerender"));
    }

    private static boolean readsRussian(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null
                || READERS_OF_RUSSIAN.contains(request.getLocale().getLanguage().toLowerCase(Locale.ROOT));
    }

    private static ResponseEntity<String> page(HttpStatus status, String html) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("X-Robots-Tag", "noindex, nofollow")
                .cacheControl(CacheControl.noStore())
                .body(html);
    }

    /** Addresses as people write them, with Cyrillic in them, are no headers. */
    private static String ascii(String url) {
        var ascii = new StringBuilder();
        url.codePoints().forEach(c -> {
            if (c > 0x20 && c < 0x7f) {
                ascii.append((char) c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    ascii.append('%').append("%02X".formatted(b & 0xff));
                }
            }
        });
        return ascii.toString();
    }
}
