package io.rapport.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ManyAtOnceTest extends ScenarioTest {

    @Test
    void answersAnUpdateOnceHoweverOftenItIsDelivered() throws Exception {
        Person egor = person("Егор");
        long update = Person.nextUpdate();
        List<Callable<Integer>> deliveries = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            deliveries.add(() -> egor.deliver(update, "сколько стоит?"));
        }

        assertThat(allAtOnce(deliveries)).containsOnly(200);

        egor.reads();
        egor.readsNothingMore();
        assertThat(jdbc().sql("select count(*) from inbound where channel = 'telegram' and external_id = ?")
                        .param(Long.toString(update))
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void handlesAFloodOfOneClientInTheOrderItWasWritten() throws Exception {
        Person zoya = person("Зоя");
        long[] updates = LongStream.range(0, 50).map(i -> Person.nextUpdate()).toArray();
        List<Callable<Integer>> deliveries = new ArrayList<>();
        for (int i = 0; i < updates.length; i++) {
            int number = i;
            deliveries.add(() -> zoya.deliver(updates[number], "вопрос номер " + number));
        }

        assertThat(allAtOnce(deliveries)).containsOnly(200);

        zoya.reads();
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(30))
                .until(() -> handled(zoya) == updates.length);
        assertThat(jdbc().sql("""
                        select attributes ->> 'text' from event
                        where client_id = ? and type = 'MESSAGE' order by id
                        """).param(zoya.id()).query(String.class).list())
                .containsExactlyElementsOf(LongStream.range(0, 50)
                        .mapToObj(i -> "вопрос номер " + i)
                        .toList());
    }

    private long handled(Person person) {
        return jdbc().sql("select count(*) from inbound where lane = ? and state = 'DONE'")
                .param(Long.toString(person.chat()))
                .query(Long.class)
                .single();
    }

    private static List<Integer> allAtOnce(List<Callable<Integer>> calls) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(32);
        try {
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> result : pool.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdown();
        }
    }
}
