package io.rapport.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises callers by {@code Authorization: Bearer}; whoever presents a wrong token is refused even where none is needed. */
final class BearerFilter extends OncePerRequestFilter {

    static final String API = "API";
    private static final String SCHEME = "Bearer ";

    private final ApiToken token;
    private final Refusals refusals;

    BearerFilter(ApiToken token, Refusals refusals) {
        this.token = token;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            chain.doFilter(request, response);
            return;
        }
        if (!token.matches(header.substring(SCHEME.length()).strip())) {
            refusals.commence(request, response, new BadCredentialsException("Wrong token"));
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                "api", null, AuthorityUtils.createAuthorityList(API)));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }
}
