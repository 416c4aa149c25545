package nl.rijkscloud.staff;

import java.util.Map;
import nl.rijkscloud.typed.InputResult;
import nl.rijkscloud.typed.InputResult.InputFault;

/**
 * A mistake in a list of people: a place and a code for programs, a sentence for the operator.
 *
 * @param line in the file; 0 when the whole file is meant
 * @param field the column, {@code email}, {@code name}, {@code mobile}, {@code departments} or {@code roles}; {@code
 * csv} for the table itself
 * @param code as in forms, e.g. {@code invalid}
 * @param details more members for programs: {@code fault} and {@code character} of a text, {@code column} of a heading,
 * {@code firstLine} of a repeated address, {@code department}
 * @param sentence in English, with the line
 */
public record ListMistake(long line, String field, String code, Map<String, Object> details, String sentence) {
    /** A mistake in the table itself. */
    static ListMistake ofTable(long line, String code, String sentence) {
        return new ListMistake(line, "csv", code, Map.of(), line == 0 ? sentence : "line " + line + ": " + sentence);
    }

    static ListMistake of(long line, String field, String code, String sentence) {
        return new ListMistake(line, field, code, Map.of(), "line " + line + ": " + sentence);
    }

    /** A mistake in a typed text, with what the reading found; {@code otherwise} is the code for a good text. */
    static ListMistake of(
            long line, String field, String typed, InputResult<String> reading, String otherwise, String sentence) {
        var mistake = of(line, field, otherwise, sentence);
        return switch (reading) {
            case InputResult.Good<String> good -> mistake;
            case InputResult.Unfit<String> unfit when typed.isBlank() -> mistake.coded("required");
            case InputResult.Unfit<String>(var fault, var character) -> {
                var coded = mistake.coded(fault == InputFault.TOO_LONG ? fault.code() : "invalid")
                        .with("fault", fault.code());
                yield character.map(one -> coded.with("character", one)).orElse(coded);
            }
        };
    }

    ListMistake with(String name, Object value) {
        var more = new java.util.HashMap<>(details);
        more.put(name, value);
        return new ListMistake(line, field, code, Map.copyOf(more), sentence);
    }

    private ListMistake coded(String other) {
        return new ListMistake(line, field, other, details, sentence);
    }

    /** Leaves out the sentence, which may quote a cell. */
    @Override
    public String toString() {
        return "ListMistake[" + line + " " + field + " " + code + "]";
    }
}
