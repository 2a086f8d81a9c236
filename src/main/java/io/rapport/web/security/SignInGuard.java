package io.rapport.web.security;

import io.rapport.channel.station.RateLimit;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
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

    private final RateLimit perAccount = new RateLimit(5, 1 / 30.0);
    private final RateLimit perAddress = new RateLimit(50, 1 / 5.0);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !SIGNING_IN.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Duration account = perAccount.take(accountKey(request));
        Duration address = perAddress.take(request.getRemoteAddr());
        Duration wait = account.compareTo(address) > 0 ? account : address;
        if (wait.isZero()) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds() + 1));
        request.getRequestDispatcher(WAIT_PAGE).forward(request, response);
    }

    /** Whoever knew the password was not guessing. */
    void forget(HttpServletRequest request) {
        perAccount.forget(accountKey(request));
    }

    private static String accountKey(HttpServletRequest request) {
        String name = request.getParameter("username");
        return request.getRemoteAddr() + ' ' + (name == null ? "" : cut(name).toLowerCase(Locale.ROOT));
    }

    private static String cut(String name) {
        return name.length() > 100 ? name.substring(0, 100) : name;
    }
}
