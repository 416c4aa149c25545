package nl.rijkscloud.content;

/** The kind of a document, and how that goes with its name. */
public record Judgement(Standing standing, Kind kind) {
    public boolean fits() {
        return standing == Standing.FITS;
    }
}
