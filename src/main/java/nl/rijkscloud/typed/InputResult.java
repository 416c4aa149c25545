package nl.rijkscloud.typed;

import java.util.Locale;
import java.util.Optional;

/** The result of reading an input. */
public sealed interface InputResult<T> {
    /** The reason why an input cannot be used: a word for programs, and a sentence for the command line. */
    public enum InputFault {
        CHARACTER("\"%s\" cannot stand here."),
        LINE_BREAK("There is a line break in it."),
        TOO_LONG("It is too long."),
        NO_LETTER("There is no letter in it."),
        WEB_ADDRESS("It looks like a web address. Leave out what stands after the dot."),
        MAIL_ADDRESS("There is an e-mail address in it."),
        NUMBER("There is a phone number in it."),
        AT("An e-mail address has one @, with a name before it and a domain after it."),
        SEVERAL("There is more than one e-mail address in it."),
        SPACE("There is a space in the e-mail address."),
        DOTS("Before the @ there is a dot at the start or the end, or there are two in a row."),
        HOST("What stands after the @ is no domain that can get e-mail.");

        private final String sentence;

        InputFault(String sentence) {
            this.sentence = sentence;
        }

        /** The word for programs, e.g. {@code line-break}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** @param character what {@link Reading.Unfit} names, or nothing */
        public String sentence(String character) {
            return sentence.formatted(character);
        }
    }

    /** The value as it is stored and shown from now on. */
    record Good<T>(T value) implements InputResult<T> {}

    /** @param character the character that is not allowed, if there is one */
    record Unfit<T>(InputFault fault, Optional<String> character) implements InputResult<T> {}

    static <T> InputResult<T> good(T value) {
        return new Good<>(value);
    }

    static <T> InputResult<T> unfit(InputFault fault) {
        return new Unfit<>(fault, Optional.empty());
    }

    /** Names the character so that people can find it: itself if visible, else its Unicode number. */
    static <T> InputResult<T> unfit(int character) {
        var seen = switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
        return new Unfit<>(InputFault.CHARACTER,
                Optional.of(seen ? Character.toString(character) : "U+%04X".formatted(character)));
    }

    /** Empty for an unfit input. */
    default Optional<T> found() {
        return this instanceof Good<T>(var value) ? Optional.of(value) : Optional.empty();
    }
}
