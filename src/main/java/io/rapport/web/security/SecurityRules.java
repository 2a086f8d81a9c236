package io.rapport.web.security;

import static org.springframework.security.authorization.AuthorizationManagers.anyOf;

import io.rapport.web.security.SecurityHeaders.Framing;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/** Four doors, tried in order; the last one is closed. */
@Configuration
class SecurityRules {

    static final String SIGN_IN = "/console/sign-in";

    private static final String[] PUBLIC = {
        "/",
        "/favicon.ico",
        "/webhooks/**",
        "/chat",
        "/chat/**",
        "/api/v1/chat/**",
        "/l/**",
        "/pay/**",
        "/actuator/health/**"
    };
    private static final String[] DOCUMENTATION = {
        "/v3/api-docs", "/v3/api-docs/**", "/v3/api-docs.yaml", "/swagger-ui.html", "/swagger-ui/**"
    };

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    /** Watching each of a dozen filters took more time than all of them and the webhook behind them. */
    @Bean
    SecurityObservationSettings unwatchedFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** What messengers and visitors reach. Webhooks check their own secrets. */
    @Bean
    @Order(1)
    SecurityFilterChain openDoor(HttpSecurity http) throws Exception {
        return http.securityMatcher(PUBLIC)
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(SecurityHeaders.of(Framing.BY_ANY_SITE))
                .build();
    }

    /** The API and its documentation. */
    @Bean
    @Order(2)
    SecurityFilterChain apiDoor(HttpSecurity http, ApiToken token, LocalDemo demo, Refusals refusals) throws Exception {
        var api = AuthorityAuthorizationManager.<RequestAuthorizationContext>hasAuthority(BearerFilter.API);
        var anybodySignedIn = AuthorityAuthorizationManager.<RequestAuthorizationContext>hasAnyRole(Users.everyRole());
        AuthorizationManager<RequestAuthorizationContext> tryingItOut =
                (who, call) -> new AuthorizationDecision(demo.isCalling(call.getRequest()));
        return http.securityMatcher("/api/**", "/v3/**", "/swagger-ui.html", "/swagger-ui/**", "/actuator/**")
                .authorizeHttpRequests(calls -> calls.requestMatchers(HttpMethod.GET, DOCUMENTATION)
                        .permitAll()
                        .requestMatchers("/api/v1/demo/**")
                        .access(anyOf(api, tryingItOut))
                        .requestMatchers(HttpMethod.GET, "/api/*/clients/export", "/api/*/clients/*/export")
                        .access(anyOf(api, AuthorityAuthorizationManager.hasRole(Role.ADMIN.name())))
                        // Reading only: without a CSRF token a session must not be able to change anything here.
                        .requestMatchers(HttpMethod.GET, "/api/**")
                        .access(anyOf(api, anybodySignedIn))
                        .requestMatchers("/api/**", "/actuator/prometheus")
                        .access(api)
                        .anyRequest()
                        .denyAll())
                .securityContext(context -> context.securityContextRepository(existingSessions()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .addFilterBefore(new BearerFilter(token, refusals), UsernamePasswordAuthenticationFilter.class)
                .exceptionHandling(no -> no.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(SecurityHeaders.forApiAndItsDocumentation())
                .build();
    }

    /** The console. */
    @Bean
    @Order(3)
    SecurityFilterChain consoleDoor(HttpSecurity http) throws Exception {
        var guard = new SignInGuard();
        var arrive = new SavedRequestAwareAuthenticationSuccessHandler();
        arrive.setDefaultTargetUrl("/console");
        var cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        return http.securityMatcher("/console", "/console/**", "/setup")
                .authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(
                                DispatcherType.FORWARD, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(SIGN_IN, "/console/assets/**", "/setup")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/console/clients/export")
                        .hasRole(Role.ADMIN.name())
                        .requestMatchers(HttpMethod.POST, "/console/campaigns/**", "/console/campaign-costs")
                        .hasAnyRole(Role.ANALYST.name(), Role.OPERATOR.name(), Role.ADMIN.name())
                        .requestMatchers(
                                HttpMethod.POST,
                                "/console/clients/**",
                                "/console/inbox-errors/**",
                                "/console/payments/**",
                                "/console/imports/**")
                        .hasAnyRole(Role.OPERATOR.name(), Role.ADMIN.name())
                        .requestMatchers(HttpMethod.POST, "/console/rules/publish", "/console/activity/sequences/**")
                        .hasAnyRole(Role.PUBLISHER.name(), Role.ADMIN.name())
                        .requestMatchers(HttpMethod.POST, "/console/rules/**")
                        .hasAnyRole(Role.ANALYST.name(), Role.PUBLISHER.name(), Role.ADMIN.name())
                        .requestMatchers(HttpMethod.GET, "/console", "/console/**")
                        .hasAnyRole(Users.everyRole())
                        .anyRequest()
                        .hasRole(Role.ADMIN.name()))
                .formLogin(form -> form.loginPage(SIGN_IN)
                        .failureUrl(SIGN_IN + "?error")
                        .successHandler((request, response, user) -> {
                            guard.forget(request);
                            arrive.onAuthenticationSuccess(request, response, user);
                        }))
                .logout(out -> out.logoutUrl("/console/sign-out").logoutSuccessUrl(SIGN_IN + "?bye"))
                .requestCache(requests -> requests.requestCache(cache))
                .addFilterBefore(guard, UsernamePasswordAuthenticationFilter.class)
                .headers(SecurityHeaders.of(Framing.BY_ITSELF))
                .build();
    }

    /** Everything else does not exist. */
    @Bean
    @Order(4)
    SecurityFilterChain closedDoor(HttpSecurity http, Refusals refusals) throws Exception {
        return http.authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(no -> no.authenticationEntryPoint(
                                (request, response, e) -> refusals.notFound(request, response))
                        .accessDeniedHandler((request, response, e) -> refusals.notFound(request, response)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(SecurityHeaders.of(Framing.BY_ITSELF))
                .build();
    }

    private static HttpSessionSecurityContextRepository existingSessions() {
        var sessions = new HttpSessionSecurityContextRepository();
        sessions.setAllowSessionCreation(false);
        return sessions;
    }
}
