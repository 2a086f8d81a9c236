package io.rapport.payment.provider;

import io.rapport.payment.PaymentSettings.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.function.BiFunction;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;

/** Reads payments and refunds at YooKassa. */
final class YooKassaApi {

    private static final int LONGEST_ANSWER = 256 * 1024;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final Shop shop;
    private final RestClient http;

    YooKassaApi(Shop shop) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(shop.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        var requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(shop.readTimeout());
        this.shop = shop;
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    /**
     * @param kind {@code payments} or {@code refunds}
     * @throws ProviderAway whenever there is no answer to be relied on
     */
    Statement read(String kind, String number, BiFunction<String, JsonNode, Statement> reader) {
        try {
            return http.get()
                    .uri(URI.create(
                            "%s/%s/%s".formatted(shop.apiUrl().toString().replaceAll("/+$", ""), kind, number)))
                    .headers(headers -> headers.setBasicAuth(
                            shop.shopId().strip(), shop.secret().strip()))
                    .exchangeForRequiredValue((request, response) -> answer(response, kind, number, reader));
        } catch (RestClientException e) {
            Throwable cause = e.getMostSpecificCause();
            throw new ProviderAway(
                    "YooKassa did not answer: " + cause.getClass().getSimpleName());
        }
    }

    private static Statement answer(
            ClientHttpResponse response, String kind, String number, BiFunction<String, JsonNode, Statement> reader)
            throws IOException {
        int status = response.getStatusCode().value();
        if (status == NOT_FOUND) {
            return new Statement.Disowned("YooKassa knows no such thing among its " + kind);
        }
        if (status != OK) {
            throw new ProviderAway("YooKassa answered " + status
                    + (status == 401 || status == 403 ? ": look at the shop id and the secret" : ""));
        }
        JsonNode object = Json.object(response.getBody().readNBytes(LONGEST_ANSWER))
                .orElseThrow(() -> new ProviderAway("YooKassa answered with something that is no JSON object"));
        if (!number.equals(Json.text(object.path("id")))) {
            throw new ProviderAway("YooKassa answered with something else than was asked for");
        }
        return reader.apply(number, object);
    }
}
