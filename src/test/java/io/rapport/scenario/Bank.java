package io.rapport.scenario;

import io.rapport.testing.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** A payment provider that speaks the generic webhook. */
final class Bank {

    private final Http http;
    private final String secret;

    Bank(Http http, String secret) {
        this.http = http;
        this.secret = secret;
    }

    /** @return the status of the answer */
    int tellsOfPayment(String payment, String reference, String amount) {
        Map<String, String> notice = notice("payment", payment, payment, amount);
        notice.put("reference", reference);
        return tells(notice, Instant.now());
    }

    int tellsOfRefund(String refund, String payment, String amount) {
        return tells(notice("refund", refund, payment, amount), Instant.now());
    }

    private static Map<String, String> notice(String type, String id, String payment, String amount) {
        Map<String, String> notice = new LinkedHashMap<>();
        notice.put("id", type + ":" + id);
        notice.put("type", type);
        notice.put("paymentId", payment);
        notice.put("amount", amount);
        notice.put("currency", "RUB");
        return notice;
    }

    int tells(Map<String, String> notice, Instant at) {
        String body = JsonMapper.shared().writeValueAsString(notice);
        String time = Long.toString(at.getEpochSecond());
        return http.send(http.request("/webhooks/payments/generic")
                        .header("Content-Type", "application/json")
                        .header("X-Rapport-Signature", "t=%s,v1=%s".formatted(time, signature(time + "." + body)))
                        .POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
