package io.rapport.client.lead;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Phones and e-mails as they are compared: in E.164, and in lower case. */
public final class Reach {

    private static final int LONGEST = 254;
    private static final Pattern EMAIL =
            Pattern.compile("[a-z0-9_%+'&-]+(\\.[a-z0-9_%+'&-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,24}");
    private static final Pattern SCIENTIFIC = Pattern.compile("[0-9]([.,][0-9]+)?[eEеЕ][+]?[0-9]{1,2}");
    private static final Set<PhoneNumberType> REACHABLE = Set.of(
            PhoneNumberType.MOBILE,
            PhoneNumberType.FIXED_LINE_OR_MOBILE,
            PhoneNumberType.PERSONAL_NUMBER,
            PhoneNumberType.UNKNOWN);

    private static final String CYRILLIC = "аеорсухкмтвнАЕОРСУХКМТВНіІјЈ";
    private static final String LATIN = "aeopcyxkmtbhAEOPCYXKMTBHiIjJ";

    private Reach() {}

    public static boolean isPhone(String cell) {
        return number(cell) != null;
    }

    public static boolean isEmail(String cell) {
        return EMAIL.matcher(cell.toLowerCase(Locale.ROOT)).matches();
    }

    /** In E.164. A landline is refused: no messenger knows anybody by it. */
    static String phone(String cell) throws Unfit {
        if (SCIENTIFIC.matcher(cell).matches()) {
            throw new Unfit(
                    "таблица превратила номер в %s, и цифры потерялись: задайте столбцу текстовый формат"
                            .formatted(cell),
                    "the spreadsheet turned the number into %s and digits were lost: format the column as text"
                            .formatted(cell));
        }
        PhoneNumber number = number(cell);
        if (number == null) {
            throw new Unfit("не похоже на номер телефона", "this is no phone number");
        }
        if (number.hasExtension()) {
            throw new Unfit(
                    "номер с добавочным: нужен мобильный", "a number with an extension: a mobile one is needed");
        }
        PhoneNumberType type = PhoneNumberUtil.getInstance().getNumberType(number);
        if (type == PhoneNumberType.FIXED_LINE) {
            throw new Unfit("городской номер: в мессенджере по нему не написать", "a landline: no messenger knows it");
        }
        if (!REACHABLE.contains(type)) {
            throw new Unfit("служебный номер: нужен мобильный", "a service number: a mobile one is needed");
        }
        return PhoneNumberUtil.getInstance().format(number, PhoneNumberFormat.E164);
    }

    private static @Nullable PhoneNumber number(String cell) {
        if (cell.length() > 40) {
            return null;
        }
        PhoneNumber russian = parsed(cell, "RU");
        if (russian != null) {
            return russian;
        }
        // people abroad leave the plus out: 375 29 123-45-67
        String digits = cell.replaceAll("[^0-9]", "");
        boolean bare = cell.matches("[0-9() .\u00a0–-]+") && digits.length() >= 11 && digits.length() <= 15;
        return bare && digits.charAt(0) != '8' ? parsed("+" + digits, null) : null;
    }

    private static @Nullable PhoneNumber parsed(String text, @Nullable String region) {
        var util = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = util.parse(text, region);
            return util.isValidNumber(number) ? number : null;
        } catch (NumberParseException e) {
            return null;
        }
    }

    static String email(String cell) throws Unfit {
        String email = cell.replaceFirst("(?i)^mailto:", "").strip();
        for (int i = 0; i < email.length(); i++) {
            char c = email.charAt(i);
            if (c > 127) {
                throw odd(c, i + 1);
            }
        }
        email = email.toLowerCase(Locale.ROOT);
        if (email.length() > LONGEST
                || email.indexOf('@') > 64
                || !EMAIL.matcher(email).matches()) {
            throw new Unfit("не похоже на адрес почты", "this is no e-mail address");
        }
        return email;
    }

    private static Unfit odd(char c, int place) {
        int twin = CYRILLIC.indexOf(c);
        if (twin >= 0) {
            return new Unfit(
                    "%d-й знак — русская «%s» вместо латинской «%s»: письмо не дойдёт"
                            .formatted(place, c, LATIN.charAt(twin)),
                    "character %d is a Cyrillic \"%s\" instead of the Latin \"%s\": no mail would arrive"
                            .formatted(place, c, LATIN.charAt(twin)));
        }
        return new Unfit(
                "%d-й знак «%s»: в адресе почты бывают только латинские буквы".formatted(place, c),
                "character %d, \"%s\": an e-mail address has Latin letters only".formatted(place, c));
    }
}
