package io.rapport.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceAskersTest {

    @Test
    void askedThePriceSoLongAgoAndLiveWhereTheyShouldByTurns() {
        try (var database = TestDatabase.create()) {
            PriceAskers.join(
                    database.jdbc(), 6, Duration.ofHours(25), List.of("Asia/Omsk", "Europe/Moscow", "Etc/GMT-3"));

            assertThat(database.jdbc().sql("""
                                    select timezone || ' ' || count(*) from client
                                    where due_at is null and last_message_at between now() - interval '26 hours' and now() - interval '25 hours'
                                        and exists (select 1 from identity where client_id = client.id and channel = 'telegram')
                                        and exists (select 1 from consent where client_id = client.id and purpose = 'ADVERTISING')
                                        and exists (select 1 from event where client_id = client.id and type = 'ASKED_PRICE'
                                            and at = last_message_at)
                                    group by timezone
                                    """).query(String.class).list())
                    .containsExactlyInAnyOrder("Asia/Omsk 2", "Europe/Moscow 2", "Etc/GMT-3 2");
        }
    }
}
