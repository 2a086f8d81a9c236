package io.rapport.client.campaign;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Codes that a deep link may carry: Telegram takes 1 to 64 letters, digits, underscores and hyphens. */
public final class CampaignCode {

    public static final int LONGEST = 64;

    private static final Pattern SOUND = Pattern.compile("[A-Za-z0-9_-]{1," + LONGEST + "}");
    /** What a code made of a name has: the end is left for a number. */
    private static final int LONGEST_SUGGESTED = 40;

    private static final Map<Character, String> LATIN = Map.ofEntries(
            Map.entry('а', "a"),
            Map.entry('б', "b"),
            Map.entry('в', "v"),
            Map.entry('г', "g"),
            Map.entry('д', "d"),
            Map.entry('е', "e"),
            Map.entry('ё', "e"),
            Map.entry('ж', "zh"),
            Map.entry('з', "z"),
            Map.entry('и', "i"),
            Map.entry('й', "y"),
            Map.entry('к', "k"),
            Map.entry('л', "l"),
            Map.entry('м', "m"),
            Map.entry('н', "n"),
            Map.entry('о', "o"),
            Map.entry('п', "p"),
            Map.entry('р', "r"),
            Map.entry('с', "s"),
            Map.entry('т', "t"),
            Map.entry('у', "u"),
            Map.entry('ф', "f"),
            Map.entry('х', "kh"),
            Map.entry('ц', "ts"),
            Map.entry('ч', "ch"),
            Map.entry('ш', "sh"),
            Map.entry('щ', "sch"),
            Map.entry('ъ', ""),
            Map.entry('ы', "y"),
            Map.entry('ь', ""),
            Map.entry('э', "e"),
            Map.entry('ю', "yu"),
            Map.entry('я', "ya"));

    private CampaignCode() {}

    public static boolean isSound(String code) {
        return SOUND.matcher(code).matches();
    }

    /** A code made of a name: «Летний вебинар, ВК» becomes {@code letniy_vebinar_vk}; never blank. */
    public static String of(String name) {
        StringBuilder latin = new StringBuilder();
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            String letters = LATIN.get(c);
            latin.append(letters == null ? Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD) : letters);
        }
        String code = latin.toString()
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9-]+", "_")
                .replaceAll("^[_-]+|[_-]+$", "");
        code = code.length() > LONGEST_SUGGESTED ? code.substring(0, LONGEST_SUGGESTED) : code;
        code = code.replaceAll("[_-]+$", "");
        return code.isEmpty() ? "campaign" : code;
    }
}
