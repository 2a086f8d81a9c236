package io.rapport.engagement;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the words in a message that say where its writer is: «живу в …», «я из …», "I live in …". Where somebody is going to, or was
 * long ago, is not where he is. Which words are a city is said by the rules.
 */
final class Residence {

    private static final String PLACE =
            "\\s+(?:(?:г\\.?|город[ае]?|the)\\s+)?([\\p{L}-]{2,40}(?:\\s+[\\p{L}-]{2,40})?)";
    private static final String NOW =
            "(?:\\s+(?:сейчас|теперь|пока|тут|сам[аи]?|вообще|лично|же|уже|и|с|семьей|\\d+|лет|год|года|работаю|учусь))*";

    /** The surest first. */
    private static final List<Pattern> SURE = patterns(
            "(?:жив[уе]м?|проживаю|проживаем|нахожусь|находимся|обитаю|базируюсь)" + NOW + "\\s+(?:в|во|на|под)"
                    + PLACE,
            "(?:переехал[аи]?|перебрал(?:ся|ась|ись))" + NOW + "(?:\\s+из\\s+[\\p{L}-]+)?\\s+(?:в|во|на)" + PLACE,
            "(?<!to )(?:live|living|based|located)(?:\\s+now)?\\s+in" + PLACE,
            "(?:я|мы|пишу|пишем)" + NOW + "(?:\\s+родом)?\\s+(?:из|с)" + PLACE,
            "^\\s*из" + PLACE + "\\s*[.!)]*\\s*$",
            "(?:i\\s*am|i[’']?m|we\\s+are|we[’']re)(?:\\s+(?:originally|currently|now))?\\s+from" + PLACE,
            "(?:мой|наш)\\s+город\\s*[-—:]?" + PLACE);

    /** In the same words people say where they want to be. */
    private static final List<Pattern> UNSURE = patterns(
            "(?:у\\s+нас|у\\s+меня|я|мы)" + NOW + "\\s+(?:в|во|на)" + PLACE,
            "(?:i\\s*am|i[’']?m|we\\s+are|we[’']re)(?:\\s+(?:currently|now))?\\s+in" + PLACE,
            "по(?!\\s+(?:моск|мск))" + PLACE + "\\s+времени");

    private static final Pattern ELSEWHERE = Pattern.compile(
            "(?<!\\p{L})(?:хоч|хоте|хотим|леч|лети|еду|едем|едет|поед|поехать|собира|планиру|переезжа|переед|уезжа|улета|мечта|поездк"
                    + "|отпуск|командировк|бы\\s|want|going|travel|trip|move|moving|plan)");

    private Residence() {}

    /** One or two words of what follows, as they stand; the first is the surest. */
    static Optional<String> in(String message) {
        String text = message.length() > 1_000 ? message.substring(0, 1_000) : message;
        String folded = text.toLowerCase(Locale.ROOT).replace('ё', 'е');
        return first(SURE, folded)
                .or(() -> ELSEWHERE.matcher(folded).find() ? Optional.empty() : first(UNSURE, folded));
    }

    private static Optional<String> first(List<Pattern> patterns, String text) {
        return patterns.stream()
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    private static List<Pattern> patterns(String... patterns) {
        return java.util.Arrays.stream(patterns)
                .map(pattern -> Pattern.compile(
                        pattern.startsWith("^") ? pattern : "(?<![\\p{L}-])" + pattern,
                        Pattern.UNICODE_CHARACTER_CLASS))
                .toList();
    }
}
