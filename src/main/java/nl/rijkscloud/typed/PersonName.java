package nl.rijkscloud.typed;

import java.util.Optional;
import java.util.regex.Pattern;
import nl.rijkscloud.typed.InputResult.InputFault;

/**
 * The one rule for names of people, departments and organisations: it accepts real names. Mails protect a stranger by
 * the way in which they show a name ({@link #inMail}); refused is only text that no name needs and that could lead a
 * reader elsewhere: a web address, an email address, a phone number, characters of code and of headers.
 */
public final class PersonName {
    public static final int LONGEST = 100;

    /**
     * Besides letters, marks and digits. Signs with which a spreadsheet begins to reckon, angle brackets and the like
     * stand in no name.
     */
    private static final String SIGNS = " .,'’‘ʼ`´\"“”„«»-–—()&+/:;@_·•|!?*#%°€£№®™©،・׳״־";
    private static final String NOT_FIRST = "+-@,;:/.)*%!?|";
    private static final Pattern LETTER = Pattern.compile("[\\p{L}\\p{Nl}]");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]@[^\\s@]+\\.[^\\s@]");
    private static final Pattern YEAR = Pattern.compile("(?<![0-9])(19|20)[0-9]{2}(?![0-9])");
    /** Seven digits or more with nothing but what stands in phone numbers between them. */
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}([ ().+/–-]*\\p{Nd}){6,}");
    /** The characters in which a program would recognise an address: a scheme, a folder. */
    private static final Pattern PATH = Pattern.compile(":(?=[^\\s\\d])|//|/(?=\\s|$)");
    /** Mail programs make a link of "example.com"; after the space they do not, and J.P.Jansen bears it. */
    private static final Pattern DOT_WITHIN = Pattern.compile("\\.(?=[\\p{L}\\p{N}]{2})");

    private PersonName() {}

    /** A person's name, or a department's where it can stand in a person's place. */
    public static InputResult<String> read(String typed) {
        return read(typed, false);
    }

    /** An organisation's name, which may be its website's name alone. */
    public static InputResult<String> readOrganisation(String typed) {
        return read(typed, true);
    }

    /** The name in a mail: on one line, and without anything that a program takes for a link or an address. */
    public static String inMail(String name) {
        return DOT_WITHIN.matcher(name.replace("://", " ").replaceAll("@(?=[^\\s@]*\\.)", " ")).replaceAll(". ");
    }

    /** A name from another system, without the characters that a name here cannot hold. Empty when nothing is left. */
    public static String salvaged(String foreign) {
        var text = TypedText.cell(foreign).codePoints().map(point -> isNamed(point) ? point : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        var cut = text.codePointCount(0, text.length()) > LONGEST
                ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) : text;
        return LETTER.matcher(cut).find() ? TypedText.line(cut) : "";
    }

    private static InputResult<String> read(String typed, boolean website) {
        var name = TypedText.line(typed);
        if (TypedText.lineBreak(name).isPresent()) {
            return InputResult.unfit(InputFault.LINE_BREAK);
        }
        var foreign = name.codePoints().filter(point -> !isNamed(point)).findFirst();
        if (foreign.isPresent()) {
            return InputResult.unfit(foreign.getAsInt());
        }
        if (name.codePointCount(0, name.length()) > LONGEST) {
            return InputResult.unfit(InputFault.TOO_LONG);
        }
        return way(name, website).<InputResult<String>>map(InputResult::unfit).orElseGet(() -> shape(name));
    }

    /** The address that a program would find in the name. */
    private static Optional<InputFault> way(String name, boolean website) {
        if (ADDRESS.matcher(name).find()) {
            return Optional.of(InputFault.MAIL_ADDRESS);
        }
        if (NUMBER.matcher(YEAR.matcher(name).replaceAll("")).find()) {
            return Optional.of(InputFault.NUMBER);
        }
        return WebAddress.isIn(name, website) ? Optional.of(InputFault.WEB_ADDRESS) : Optional.empty();
    }

    private static InputResult<String> shape(String name) {
        var path = PATH.matcher(name);
        if (path.find()) {
            return InputResult.unfit(name.codePointAt(path.start()));
        }
        if (!LETTER.matcher(name).find()) {
            return InputResult.unfit(InputFault.NO_LETTER);
        }
        return NOT_FIRST.indexOf(name.codePointAt(0)) >= 0 ? InputResult.unfit(name.codePointAt(0))
                : InputResult.good(name);
    }

    private static boolean isNamed(int point) {
        return Character.isLetter(point) || TypedText.isJoiner(point) || SIGNS.indexOf(point) >= 0
                || switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }
}
