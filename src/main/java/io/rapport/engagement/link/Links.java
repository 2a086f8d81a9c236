package io.rapport.engagement.link;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Short links, one for each address in each touch. */
@Component
public class Links {

    /** 62 to the 12th: more than 71 bits. Nobody finds somebody else's link by trying. */
    static final int LENGTH = 12;

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final RowMapper<Link> LINK = (rs, n) -> new Link(
            rs.getString("code"),
            rs.getLong("client_id"),
            rs.getString("touch_key"),
            rs.getString("content_id"),
            rs.getString("url"));

    private final JdbcClient jdbc;
    private final RandomGenerator random;

    @Autowired
    Links(JdbcClient jdbc) {
        this(jdbc, new java.security.SecureRandom());
    }

    Links(JdbcClient jdbc, RandomGenerator random) {
        this.jdbc = jdbc;
        this.random = random;
    }

    /** The code for an address in a touch; the same one however often it is asked for. Call it under the client's lock. */
    String codeOf(long clientId, String touchKey, String url, @Nullable String contentId, Instant now) {
        return jdbc.sql("select code from link where client_id = :client and touch_key = :touch and url = :url")
                .param("client", clientId)
                .param("touch", touchKey)
                .param("url", url)
                .query(String.class)
                .optional()
                .orElseGet(() -> jdbc.sql("""
                        insert into link (code, client_id, touch_key, content_id, url, created_at)
                        values (:code, :client, :touch, :content, :url, :now) returning code
                        """)
                        .param("code", newCode())
                        .param("client", clientId)
                        .param("touch", touchKey)
                        .param("content", contentId)
                        .param("url", url)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .query(String.class)
                        .single());
    }

    Optional<Link> find(String code) {
        return jdbc.sql("select * from link where code = :code")
                .param("code", code)
                .query(LINK)
                .optional();
    }

    static boolean isCode(String text) {
        return text.length() == LENGTH && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }

    private String newCode() {
        var code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }
}
