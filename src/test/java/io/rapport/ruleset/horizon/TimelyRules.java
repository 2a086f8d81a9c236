package io.rapport.ruleset.horizon;

import io.rapport.ruleset.RuleFolder;
import io.rapport.ruleset.Ruleset;
import java.util.stream.Stream;

/** Rules that use every kind of time: windows, fading, points that are taken, points that come late, days on which a row is valid. */
final class TimelyRules {

    private static final String SCORING = """
            №     | Стадия   | Событие          | Дней назад, от | Дней назад, до | Очков | Полураспад, дней | Не больше раз в день | Не больше раз | Действует с | Действует по | Причина
            S-010 |          | написал сообщение | 3             | 30             | 12    | 7                | 2                    | 3             |             |              | Раз
            S-020 |          | спросил цену     |                | 9              | 30    |                  | 1                    | 2             |             |              | Два
            S-030 |          | дорого           |                |                | -30   | 10               |                      |               |             |              | Три
            S-040 | не новый | нажал кнопку     |                |                | 25    | 30               |                      | 4             | 01.12.2026  | 31.01.2027   | Четыре
            S-050 |          | не спросил цену  | 20             |                | 3     | 40               | 1                    | 5             |             |              | Пять
            S-060 |          | купил            |                | 60             | -12   |                  |                      | 1             |             |              | Шесть
            """;

    private static final String TAGGING = """
            №     | Градация        | Уже есть тег | Дней молчит, от | Дней молчит, до | Поставить тег | Снять тег          | Действует с | Действует по | Причина
            T-010 |                 |              | 10              | 40              | спит          |                    |             |              | Раз
            T-020 |                 |              | 20              | 30              |               | спит               |             |              | Два
            T-030 | тёплый; горячий |              | 5               |                 | думает        |                    | 05.12.2026  |              | Три
            T-040 | холодный        | думает       |                 |                 |               | думает             |             |              | Четыре
            T-050 |                 |              | 25              | 60              | давно молчит  |                    |             | 20.12.2026   | Пять
            T-060 |                 | давно молчит | 90              |                 |               | давно молчит; спит |             |              | Шесть
            """;

    private TimelyRules() {}

    static Ruleset compiled() {
        return Ruleset.of(RuleFolder.lean()
                .with("scoring.xlsx", book -> book.sheet("Правила", rows(SCORING)))
                .with("tagging.xlsx", book -> book.sheet("Правила", rows(TAGGING)))
                .files());
    }

    private static Object[][] rows(String table) {
        return table.lines()
                .map(line -> Stream.of(line.split("\\|")).map(TimelyRules::cell).toArray())
                .toArray(Object[][]::new);
    }

    private static Object cell(String text) {
        String words = text.strip();
        return words.matches("-?\\d+") ? (Object) Integer.valueOf(words) : words.isEmpty() ? null : words;
    }
}
