package io.rapport.ruleset.phrase;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with a contact that somebody typed, so that we can say what to do about it. */
public enum ContactFlaw {
    /** A number that no messenger reaches. */
    LANDLINE,
    /** Digits that make no phone number. */
    PHONE,
    /** Something with an @ that is no address. */
    EMAIL,
    /** An address with letters that only look Latin. */
    EMAIL_LETTERS;

    private static final Set<PhoneNumberType> UNREACHABLE = Set.of(
            PhoneNumberType.FIXED_LINE,
            PhoneNumberType.TOLL_FREE,
            PhoneNumberType.PREMIUM_RATE,
            PhoneNumberType.SHARED_COST,
            PhoneNumberType.UAN);

    private static final Pattern ADDRESS = Pattern.compile("[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}.-]{1,255}");
    private static final Pattern NOT_LATIN = Pattern.compile("[^\\p{ASCII}]");
    private static final Pattern BROKEN_ADDRESS = Pattern.compile("[\\p{L}\\p{N}]\\s?@");
    private static final Pattern DIGITS = Pattern.compile("\\d(?:[\\s()\u2010-\u2015.-]{0,3}\\d){4,}");

    /**
     * @param isAsked whether a contact was asked for, so that any run of digits is meant to be one
     * @return nothing if the message holds a good contact, or none at all
     */
    public static Optional<ContactFlaw> in(String message, boolean isAsked) {
        Collection<Token> contacts = Contacts.in(message).values();
        if (contacts.stream().anyMatch(ContactFlaw::isGood)) {
            return Optional.empty();
        }
        if (!contacts.isEmpty()) {
            return Optional.of(LANDLINE);
        }
        if (ADDRESS.matcher(message)
                .results()
                .anyMatch(found -> NOT_LATIN.matcher(found.group()).find())) {
            return Optional.of(EMAIL_LETTERS);
        }
        if (isAsked && BROKEN_ADDRESS.matcher(message).find()) {
            return Optional.of(EMAIL);
        }
        return isAsked && DIGITS.matcher(message).find() ? Optional.of(PHONE) : Optional.empty();
    }

    private static boolean isGood(Token token) {
        if (token.kind() != Token.Kind.PHONE) {
            return true;
        }
        try {
            PhoneNumberUtil util = PhoneNumberUtil.getInstance();
            return !UNREACHABLE.contains(util.getNumberType(util.parse(token.word(), null)));
        } catch (NumberParseException e) {
            return false;
        }
    }
}
