package io.rapport.channel.telegram;

import io.rapport.channel.SendResult;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls methods of the Bot API. The JDK's HttpClient on purpose: HttpURLConnection sends a POST a second time by itself when the
 * connection breaks. The token is part of every address, so no exception and no address may reach a log or a reason.
 */
final class BotApi {

    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final Duration SOON = Duration.ofSeconds(1);

    static {
        // A connection that somebody on the way has silently dropped swallows a message and answers nothing, so idle
        // ones are
        // closed early; before Java 21 the default is 20 minutes.
        if (System.getProperty("jdk.httpclient.keepalive.timeout") == null) {
            System.setProperty("jdk.httpclient.keepalive.timeout", "20");
        }
    }

    private final TelegramSettings settings;
    private final RestClient http;

    BotApi(TelegramSettings settings, Duration readTimeout) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        var requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(readTimeout);
        this.settings = settings;
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    /** Calls one method and says what became of the message in it. */
    SendResult call(String method, Map<String, ?> parameters) {
        try {
            return http.post()
                    .uri(address(method))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(JsonMapper.shared().writeValueAsBytes(parameters))
                    .exchangeForRequiredValue((request, response) -> answer(response));
        } catch (RestClientException e) {
            return fault(e);
        }
    }

    /** The bot's own name; nobody's if Telegram cannot say it now. */
    Optional<String> name() {
        try {
            return http.get().uri(address("getMe")).exchangeForRequiredValue((request, response) -> {
                byte[] body = response.getBody().readNBytes(LONGEST_ANSWER);
                return Optional.of(JsonMapper.shared()
                                .readTree(body)
                                .path("result")
                                .path("username")
                                .asString(""))
                        .filter(name -> !name.isEmpty());
            });
        } catch (RestClientException | JacksonException e) {
            return Optional.empty();
        }
    }

    private URI address(String method) {
        String base = settings.apiUrl().toString().replaceAll("/+$", "");
        return URI.create("%s/bot%s/%s".formatted(base, settings.token(), method));
    }

    private static SendResult answer(ClientHttpResponse response) throws IOException {
        return BotAnswer.of(
                response.getStatusCode().value(),
                response.getHeaders().getFirst("Retry-After"),
                response.getBody().readNBytes(LONGEST_ANSWER));
    }

    /** Before the connection stands nothing can have arrived; after that nobody knows. */
    private static SendResult fault(Throwable fault) {
        Throwable deepest = fault;
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof SSLHandshakeException) {
                return new SendResult.NotArrived(SOON, "no connection: " + name(cause));
            }
            deepest = cause;
        }
        return new SendResult.Unknown("the answer was lost: " + name(deepest));
    }

    private static String name(Throwable fault) {
        return fault.getClass().getSimpleName();
    }
}
