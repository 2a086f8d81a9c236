package io.rapport.web.security;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down guessing: a few tries per account and address, then one in a while; more tries per address, for those who try one
 * password on many accounts. Counted per node and in memory, which is enough to make guessing hopeless.
 */
final class SignInGuard extends OncePerRequestFilter {

    static final String WAIT_PAGE = "/console/sign-in/wait";
    /** The very matcher that the sign-in itself uses: no spelling of the path may get past one and not the other. */
    private static final PathPatternRequestMatcher SIGNING_IN =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, SecurityRules.SIGN_IN);

    private static final int REMEMBERED = 10_000;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !SIGNING_IN.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long wait = Math.max(
                nanosToWait(bucket(accountKey(request), 5, Duration.ofSeconds(30))),
                nanosToWait(bucket(request.getRemoteAddr(), 50, Duration.ofSeconds(5))));
        if (wait == 0) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(
                HttpHeaders.RETRY_AFTER, String.valueOf(Duration.ofNanos(wait).toSeconds() + 1));
        request.getRequestDispatcher(WAIT_PAGE).forward(request, response);
    }

    /** Whoever knew the password was not guessing. */
    void forget(HttpServletRequest request) {
        synchronized (buckets) {
            buckets.remove(accountKey(request));
        }
    }

    private Bucket bucket(String key, int tries, Duration oneMoreEvery) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    key,
                    k -> Bucket.builder()
                            .addLimit(Bandwidth.builder()
                                    .capacity(tries)
                                    .refillGreedy(1, oneMoreEvery)
                                    .build())
                            .build());
        }
    }

    private static long nanosToWait(Bucket bucket) {
        return bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill();
    }

    private static String accountKey(HttpServletRequest request) {
        String name = request.getParameter("username");
        return request.getRemoteAddr() + ' ' + (name == null ? "" : cut(name).toLowerCase(Locale.ROOT));
    }

    private static String cut(String name) {
        return name.length() > 100 ? name.substring(0, 100) : name;
    }
}
