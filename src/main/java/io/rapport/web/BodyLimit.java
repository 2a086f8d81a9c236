package io.rapport.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** How much a caller may send: a message or a form 1 MiB, a batch of events 16 MiB, a workbook or a list of contents 20 MiB, a list of leads 50 MiB. Forms with files have Spring's own limits. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyLimit extends OncePerRequestFilter {

    static final long MESSAGE = 1 << 20;
    static final long DOCUMENT = 20 << 20;
    static final long BATCH = 16 << 20;
    static final long LEADS = 50 << 20;
    private static final String BATCHES = "/api/v1/events";
    private static final String IMPORTS = "/api/v1/clients/imports";
    private static final Set<String> DOCUMENTS = Set.of(
            "text/csv",
            "application/octet-stream",
            "application/zip",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.oasis.opendocument.spreadsheet");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var type = mediaType(request.getContentType());
        boolean ofTheHouse = !request.getRequestURI().startsWith("/webhooks/");
        if (ofTheHouse && type.startsWith("multipart/")) {
            chain.doFilter(request, response);
            return;
        }
        if (type.contains("*")) {
            throw new InvalidMediaTypeException(type, "what is sent is of one kind");
        }
        long limit = limit(request.getRequestURI(), type);
        if (request.getContentLengthLong() > limit) {
            throw new BodyTooLarge(limit);
        }
        chain.doFilter(new LimitedRequest(request, limit), response);
    }

    private static long limit(String path, String type) {
        if (path.equals(BATCHES)) {
            return BATCH;
        }
        if (path.equals(IMPORTS)) {
            return LEADS;
        }
        return !path.startsWith("/webhooks/") && DOCUMENTS.contains(type) ? DOCUMENT : MESSAGE;
    }

    private static String mediaType(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
    }
}
