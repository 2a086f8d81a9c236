package io.rapport.client.lead.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.client.sheet.row.SheetRefused;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The largest file that is promised: 100,000 rows, 500 of them broken. */
class LargeImportTest {

    private static final int ROWS = 100_000;
    private static final int EVERY = 200;
    /** Promised is one minute; other tests keep the machine busy meanwhile. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Test
    void takesTheGoodRowsInListsTheBrokenOnesAndAddsNothingTheSecondTime() throws SheetRefused {
        String file = file();
        try (var leads = new Leads()) {
            long began = System.nanoTime();
            LeadImport first = leads.take(file);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            System.out.printf("100,000 leads in %.1f s%n", took.toMillis() / 1000.0);

            assertThat(first.state()).isEqualTo(LeadImport.State.DONE);
            assertThat(first.total()).isEqualTo(ROWS);
            assertThat(first.created()).isEqualTo(ROWS - ROWS / EVERY);
            assertThat(first.broken()).isEqualTo(ROWS / EVERY);
            assertThat(leads.count("client")).isEqualTo(ROWS - ROWS / EVERY);
            assertThat(leads.count("client where due_at is not null")).isZero();
            assertThat(leads.count("lead_import_piece")).isZero();
            assertThat(leads.reasons(first))
                    .hasSize(100)
                    .startsWith("201 Телефон +7 916 12: не похоже на номер телефона")
                    .contains(
                            "401 Почта Имя200@example.com: 1-й знак «И»: в адресе почты бывают только латинские буквы");
            assertThat(took).isLessThan(LONGEST);

            LeadImport again = leads.take(file);

            assertThat(again.created() + again.changed()).isZero();
            assertThat(again.known()).isEqualTo(ROWS - ROWS / EVERY);
            assertThat(again.broken()).isEqualTo(ROWS / EVERY);
            assertThat(leads.count("client")).isEqualTo(ROWS - ROWS / EVERY);
            assertThat(leads.count("event")).isEqualTo(ROWS - ROWS / EVERY);
        }
    }

    private static String file() {
        var csv = new StringBuilder("Имя;Телефон;Почта;Кампания;Город;Интерес\n");
        for (int n = 0; n < ROWS; n++) {
            boolean broken = n % EVERY == EVERY - 1;
            boolean byPhone = n % (2 * EVERY) < EVERY;
            csv.append("Анна ").append(n).append(';');
            csv.append(
                    broken && byPhone
                            ? "+7 916 12"
                            : "8 (9%02d) %03d-%02d-%02d".formatted(16, n / 10_000, n / 100 % 100, n % 100));
            csv.append(';').append(broken && !byPhone ? "Имя200@example.com" : "anna" + n + "@example.com");
            csv.append(";vebinar;Омск;английский\n");
        }
        return csv.toString();
    }
}
