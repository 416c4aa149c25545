package nl.rijkscloud.typed;

import java.util.Optional;

/** The result of reading an input. */
public sealed interface InputResult<T> {
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
