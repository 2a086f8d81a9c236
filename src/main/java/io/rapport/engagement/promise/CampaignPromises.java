package io.rapport.engagement.promise;

import io.rapport.content.ContentItem;
import io.rapport.content.ContentLibrary;
import io.rapport.fact.Promises;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The materials that campaigns promise, kept in memory for a second. A campaign that has been put away keeps its promise: its advert
 * may hang somewhere still.
 */
@Component
class CampaignPromises implements Promises {

    private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

    private record Read(Map<String, String> contents, long at) {}

    private final JdbcClient jdbc;
    private final ContentLibrary library;
    private volatile @Nullable Read read;

    CampaignPromises(JdbcClient jdbc, ContentLibrary library) {
        this.jdbc = jdbc;
        this.library = library;
    }

    @Override
    public @Nullable String contentOf(String source) {
        String content = contents().get(source);
        return content != null
                        && library.snapshot()
                                .item(content)
                                .filter(ContentItem::active)
                                .isPresent()
                ? content
                : null;
    }

    private Map<String, String> contents() {
        Read last = read;
        if (last == null || System.nanoTime() - last.at() > PATIENCE) {
            last = new Read(query(), System.nanoTime());
            read = last;
        }
        return last.contents();
    }

    private Map<String, String> query() {
        return jdbc
                .sql("select code, content_id from campaign where content_id is not null")
                .query((row, n) -> Map.entry(row.getString("code"), row.getString("content_id")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
