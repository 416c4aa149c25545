package nl.rijkscloud.typed;

import java.util.Optional;

/** What became of something that was typed. */
public sealed interface InputResult<T> {
    /** As it is kept and shown from now on. */
    record Good<T>(T value) implements InputResult<T> {}

    /** @param character the one that cannot stand there, when it is about one */
    record Unfit<T>(InputFault fault, Optional<String> character) implements InputResult<T> {}

    static <T> InputResult<T> good(T value) {
        return new Good<>(value);
    }

    static <T> InputResult<T> unfit(InputFault fault) {
        return new Unfit<>(fault, Optional.empty());
    }

    /** Names the character as people can find it: itself when it can be seen, else its number in Unicode. */
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

    /** Nothing for what is unfit. */
    default Optional<T> found() {
        return this instanceof Good<T>(var value) ? Optional.of(value) : Optional.empty();
    }
}
