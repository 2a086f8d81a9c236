package io.rapport.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Whether a call comes from the very machine of somebody who is trying Rapport out. Only such a caller may move the demo clock
 * without a token; a page of a foreign site open in the same browser must not be able to do it in that person's name.
 */
@Component
class LocalDemo {

    private static final List<String> SIGNS_OF_A_PROXY =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]", "0:0:0:0:0:0:0:1");

    private final boolean demo;

    LocalDemo(Environment environment) {
        // the same rule by which the platform decides that there is a demo clock at all
        this.demo = environment.getProperty("spring.datasource.url", "").isBlank()
                && environment.getProperty("rapport.demo", Boolean.class, true);
    }

    boolean isCalling(HttpServletRequest request) {
        return demo && isLoopback(request) && isDirect(request) && isOfOurPage(request) && isHarmlessToRead(request);
    }

    private static boolean isLoopback(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isDirect(HttpServletRequest request) {
        return SIGNS_OF_A_PROXY.stream().allMatch(name -> request.getHeader(name) == null);
    }

    private static boolean isOfOurPage(HttpServletRequest request) {
        // The name as well: a foreign name that was made to resolve to this machine is "same origin" to the browser.
        return OWN_NAMES.contains(request.getServerName())
                && isSameSite(request.getHeader("Sec-Fetch-Site"))
                && isOwnOrigin(request, request.getHeader(HttpHeaders.ORIGIN));
    }

    private static boolean isSameSite(@Nullable String site) {
        return site == null || site.equals("same-origin") || site.equals("none");
    }

    private static boolean isOwnOrigin(HttpServletRequest request, @Nullable String origin) {
        return origin == null || origin.equals(request.getScheme() + "://" + request.getHeader(HttpHeaders.HOST));
    }

    /** Forms of foreign sites can send anything but JSON without being asked first. */
    private static boolean isHarmlessToRead(HttpServletRequest request) {
        if (request.getMethod().equals("GET")) {
            return true;
        }
        String type = request.getContentType();
        try {
            return type != null && MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(type));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
