package nl.rijkscloud.content;

/** What a document turned out to be, and how that goes with its name. */
public record Judgement(Standing standing, Kind kind) {
    public boolean fits() {
        return standing == Standing.FITS;
    }
}
