package io.rapport.bench;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What load there shall be.
 *
 * @param rate messages a second whether answers come or not (open loop); 0 means that each thread writes as soon as its last message was
 *     taken (closed loop)
 * @param warmUp so many seconds of the same load go ahead and are not measured
 * @param clients how many people write in turn
 * @param bot the port of the fake Bot API, for {@code RAPPORT_TELEGRAM_API_URL}
 */
record LoadPlan(URI url, String secret, int rate, int threads, int warmUp, int seconds, int clients, int bot) {

    static final String USAGE = """
            The application must run with
              RAPPORT_TELEGRAM_TOKEN=1:load RAPPORT_TELEGRAM_SECRET=load-secret RAPPORT_TELEGRAM_API_URL=http://localhost:18299
              java -Xmx512m -jar target/rapport.jar --rapport.telegram.per-bot-per-second=100000
            Options, with what they are by default:
              --url http://localhost:8080 --secret load-secret --bot 18299
              --rate 500 (messages a second, 0 for as fast as they are taken) --threads 32 --warm-up 20 --seconds 30 --clients 5000
            """;

    static LoadPlan of(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            given.put(arguments[i], arguments[i + 1]);
        }
        if (arguments.length % 2 != 0
                || !List.of("--url", "--secret", "--rate", "--threads", "--warm-up", "--seconds", "--clients", "--bot")
                        .containsAll(given.keySet())) {
            throw new IllegalArgumentException(USAGE);
        }
        return new LoadPlan(
                URI.create(given.getOrDefault("--url", "http://localhost:8080")),
                given.getOrDefault("--secret", "load-secret"),
                number(given, "--rate", 500),
                number(given, "--threads", 32),
                number(given, "--warm-up", 20),
                number(given, "--seconds", 30),
                number(given, "--clients", 5000),
                number(given, "--bot", 18299));
    }

    private static int number(Map<String, String> given, String option, int otherwise) {
        return Integer.parseInt(given.getOrDefault(option, Integer.toString(otherwise)));
    }
}
