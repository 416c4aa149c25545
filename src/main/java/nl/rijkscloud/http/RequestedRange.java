package nl.rijkscloud.http;

/** The bytes that a GET asks for in its {@code Range} header; {@link RangeHeader} reads it. */
public sealed interface RequestedRange {
    /** Everything: nothing was asked, or something that a server may ignore, such as several ranges or nonsense. */
    record Whole() implements RequestedRange {}

    record Part(ByteRange range) implements RequestedRange {}

    /** Asks for bytes that are not there. */
    record Unsatisfiable() implements RequestedRange {}
}
