package io.rapport.ruleset.phrase;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds phones and e-mails by hand-written scans of bounded length; libphonenumber only sees short runs of digits. */
final class Contacts {

    private static final int LONGEST_PHONE = 48;
    private static final int FEWEST_DIGITS = 10;
    private static final int MOST_PHONES_TRIED = 16;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DOMAIN = 255;

    private Contacts() {}

    /** The phones and e-mails of a message by the position at which each begins. */
    static Map<Integer, Token> in(String message) {
        Map<Integer, Token> found = new TreeMap<>();
        emails(message, found);
        phones(message, found);
        return found;
    }

    private static void emails(String message, Map<Integer, Token> found) {
        for (int at = message.indexOf('@'); at >= 0; at = message.indexOf('@', at + 1)) {
            int start = at;
            while (start > 0 && at - start < LONGEST_NAME && isNameChar(message.charAt(start - 1))) {
                start--;
            }
            while (start < at && !isAsciiLetterOrDigit(message.charAt(start))) {
                start++;
            }
            int end = at + 1;
            while (end < message.length() && end - at < LONGEST_DOMAIN && isDomainChar(message.charAt(end))) {
                end++;
            }
            while (end > at + 1 && !isAsciiLetterOrDigit(message.charAt(end - 1))) {
                end--;
            }
            // a Cyrillic look-alike inside would send letters to nobody: then it is no address at all
            boolean whole = (start == 0 || !Character.isLetter(message.charAt(start - 1)))
                    && (end == message.length() || !Character.isLetter(message.charAt(end)));
            if (start < at && whole && isDomain(message.substring(at + 1, end))) {
                String value = message.substring(start, end).toLowerCase(Locale.ROOT);
                found.put(start, new Token(Token.Kind.EMAIL, value, start, end, false));
            }
        }
    }

    private static boolean isDomain(String domain) {
        int dot = domain.lastIndexOf('.');
        if (dot < 1 || domain.length() - dot < 3 || domain.contains("..")) {
            return false;
        }
        return domain.chars().skip(dot + 1L).allMatch(c -> Letters.isLatin((char) c));
    }

    private static void phones(String message, Map<Integer, Token> found) {
        int tried = 0;
        for (int i = 0; i < message.length() && tried < MOST_PHONES_TRIED; i++) {
            char first = message.charAt(i);
            if (first != '+' && first != '(' && !Letters.isDigit(first)
                    || i > 0 && Letters.isLatin(message.charAt(i - 1))) {
                continue;
            }
            int end = i;
            int digits = 0;
            while (end < message.length() && isPhoneChar(message.charAt(end), end == i)) {
                digits += Letters.isDigit(message.charAt(end++)) ? 1 : 0;
            }
            if (digits >= FEWEST_DIGITS) {
                tried++;
                Token phone = phone(message, i, Math.min(end, i + LONGEST_PHONE));
                if (phone != null) {
                    found.put(phone.start(), phone);
                    end = phone.end();
                }
            }
            i = Math.max(i, end - 1);
        }
    }

    private static @Nullable Token phone(String message, int start, int end) {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        String run = message.substring(start, end).stripTrailing();
        for (PhoneNumberMatch match : util.findNumbers(run, "RU", Leniency.VALID, 8)) {
            return phone(match.number(), start + match.start(), start + match.end());
        }
        StringBuilder digits = new StringBuilder();
        run.chars().filter(c -> Letters.isDigit((char) c)).forEach(c -> digits.append((char) c));
        if (digits.length() > 15 || digits.charAt(0) == '8') {
            return null;
        }
        try {
            // people abroad leave the plus out: 375 29 123-45-67
            PhoneNumber number = util.parse("+" + digits, null);
            int last = run.length();
            while (!Letters.isDigit(run.charAt(last - 1))) {
                last--;
            }
            return util.isValidNumber(number) ? phone(number, start, start + last) : null;
        } catch (NumberParseException notAPhone) {
            return null;
        }
    }

    private static Token phone(PhoneNumber number, int start, int end) {
        String value = PhoneNumberUtil.getInstance().format(number, PhoneNumberFormat.E164);
        return new Token(Token.Kind.PHONE, value, start, end, false);
    }

    private static boolean isPhoneChar(char c, boolean first) {
        return Letters.isDigit(c) || first && c == '+' || " \u00a0()-–‑.".indexOf(c) >= 0;
    }

    private static boolean isNameChar(char c) {
        return isAsciiLetterOrDigit(c) || "._%+-".indexOf(c) >= 0;
    }

    private static boolean isDomainChar(char c) {
        return isAsciiLetterOrDigit(c) || c == '.' || c == '-';
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return Letters.isLatin(c) || Letters.isDigit(c);
    }
}
