package io.rapport.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers where nobody else did, in a controller or before one: a database that is away, a body without end, a mistake of ours. It
 * stands before everything, so that looking up a session or a secret is covered too.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class LastResort extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(LastResort.class);

    private final JsonMapper json;

    LastResort(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException e) {
            if (response.isCommitted()) {
                throw e;
            }
            var fault = Fault.behind(e).orElse(null);
            if (fault == Fault.DATABASE_AWAY) {
                log.warn(
                        "{} {} found the database away: {}",
                        request.getMethod(),
                        request.getRequestURI(),
                        e.getMessage());
            }
            if (fault == null && isPage(request)) {
                throw e;
            }
            if (fault == null) {
                log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
                write(response, Fault.ownMistake(), new HttpHeaders());
            } else if (isPage(request)) {
                response.sendError(fault.problem().getStatus());
            } else {
                write(response, fault.problem(), fault.headers());
            }
        }
    }

    /** People see the error page, machines problem details. */
    private static boolean isPage(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/console") || path.equals("/setup");
    }

    private void write(HttpServletResponse response, ProblemDetail problem, HttpHeaders headers) throws IOException {
        response.resetBuffer();
        headers.forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
