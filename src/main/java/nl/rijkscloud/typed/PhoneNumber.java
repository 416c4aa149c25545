package nl.rijkscloud.typed;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A phone number that exists as such, in the notation of ITU-T E.164, which is also RFC 3966's without its prefix. It
 * cannot hold anything else: no extension, no text, nothing that means something to a gateway.
 *
 * @param e164 a plus and 7 to 15 digits, e.g. {@code +31612345678}
 */
public record PhoneNumber(String e164) {
    /** Numbers without a country code are read as Dutch ones. */
    private static final String HOME = "NL";

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    /** A typed number. Letters are left out, although the library would dial them; so is every mark of an extension. */
    private static final Pattern TYPED = Pattern.compile("\\(?\\+?[0-9()./ -]{4,40}");
    /** Labels before a number on a card or in a link, and after it in a list of contacts. */
    private static final Pattern LABEL = Pattern.compile(
            "(?iu)(?:(?:tel|telefoon|telefoonnummer|phone|mob|mobiel|mobile|gsm|sms|t|"
            + "m)[.:]*\\s*:?\\s*)?(.*?)(?:\\s*\\([\\p{L}. ]+\\))?");
    /** A country code that a form had filled in already. */
    private static final Pattern TWICE = Pattern.compile("(\\+([0-9]{1,3}))[ (]*(?:\\1|00\\2)");

    private static final Set<PhoneNumberType> MOBILE =
            EnumSet.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);
    private static final int SHOWN = 2;

    public PhoneNumber {
        if (!E164.matcher(e164).matches() || read(e164).isEmpty()) {
            throw new IllegalArgumentException("not a phone number in E.164");
        }
    }

    /** Reads any usual notation; nothing when the text is not a number that can have been given out. */
    public static Optional<PhoneNumber> parse(String text) {
        return Optional.ofNullable(text)
                .map(PhoneNumber::plain)
                .filter(typed -> TYPED.matcher(typed).matches())
                .flatMap(PhoneNumber::read)
                .map(number -> new PhoneNumber(library().format(number, PhoneNumberFormat.E164)));
    }

    /**
     * In the usual notation of its country, for people to read and dial: {@code 06 12345678}, {@code +32 470 12 34 56}.
     */
    public String written() {
        var number = read(e164).orElseThrow();
        return library().format(
                number, HOME.equals(library().getRegionCodeForNumber(number)) ? PhoneNumberFormat.NATIONAL
                : PhoneNumberFormat.INTERNATIONAL);
    }

    /** True if a text message can arrive there, as far as the numbering plan tells. */
    public boolean isMobile() {
        return read(e164).filter(number -> MOBILE.contains(library().getNumberType(number))).isPresent();
    }

    /**
     * True if it belongs to one of these countries.
     *
     * @param countries ISO 3166-1 codes, e.g. {@code NL}
     */
    public boolean isIn(Collection<String> countries) {
        return read(e164).map(library()::getRegionCodeForNumber).filter(countries::contains).isPresent();
    }

    /** The last two digits: enough for the owner to recognise it, not for anybody else to use it. */
    public String ending() {
        return e164.substring(e164.length() - SHOWN);
    }

    /** Not even in a log by accident. */
    @Override
    public String toString() {
        return "PhoneNumber[*" + ending() + "]";
    }

    /** The digits in ours, whatever script they were typed in, without the words around them. */
    private static String plain(String typed) {
        var text = new StringBuilder();
        TypedText.line(typed).codePoints().filter(point -> !TypedText.isOverride(point)).forEach(point -> {
            var digit = Character.getType(point) == Character.DECIMAL_DIGIT_NUMBER ? Character.digit(point, 10) : -1;
            text.appendCodePoint(digit >= 0 ? '0' + digit : point >= 0x2012 && point <= 0x2015 ? '-' : point);
        });
        var labelled = LABEL.matcher(text);
        var number = labelled.matches() ? labelled.group(1).strip() : text.toString();
        return TWICE.matcher(number).replaceFirst("$1");
    }

    private static Optional<Phonenumber.PhoneNumber> read(String text) {
        try {
            return Optional.of(library().parse(text, HOME)).filter(library()::isValidNumber);
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    private static PhoneNumberUtil library() {
        return PhoneNumberUtil.getInstance();
    }
}
