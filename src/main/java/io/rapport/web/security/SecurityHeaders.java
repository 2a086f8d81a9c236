package io.rapport.web.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What browsers are told about our pages: only what comes from here runs, and who may frame it. */
final class SecurityHeaders {

    private static final String ONLY_FROM_HERE =
            "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors ";

    enum Framing {
        BY_ITSELF("'self'"),
        /** The web chat lives in frames on other people's sites. */
        BY_ANY_SITE("*");

        private final String ancestors;

        Framing(String ancestors) {
            this.ancestors = ancestors;
        }
    }

    private SecurityHeaders() {}

    static Customizer<HeadersConfigurer<HttpSecurity>> of(Framing framing) {
        return headers -> {
            common(headers);
            headers.contentSecurityPolicy(csp -> csp.policyDirectives(ONLY_FROM_HERE + framing.ancestors));
            frames(headers, framing);
        };
    }

    /** Swagger UI draws its icons from data addresses and styles its elements in place; nothing else may. */
    static Customizer<HeadersConfigurer<HttpSecurity>> forApiAndItsDocumentation() {
        return headers -> {
            common(headers);
            frames(headers, Framing.BY_ITSELF);
            headers.addHeaderWriter((request, response) -> response.setHeader(
                    "Content-Security-Policy",
                    (isSwagger(request) ? "style-src 'self' 'unsafe-inline'; img-src 'self' data:; " : "")
                            + ONLY_FROM_HERE
                            + Framing.BY_ITSELF.ancestors));
        };
    }

    private static void common(HeadersConfigurer<HttpSecurity> headers) {
        headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN));
    }

    private static void frames(HeadersConfigurer<HttpSecurity> headers, Framing framing) {
        headers.frameOptions(
                framing == Framing.BY_ANY_SITE ? FrameOptionsConfig::disable : FrameOptionsConfig::sameOrigin);
    }

    private static boolean isSwagger(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/swagger-ui");
    }
}
