package nl.rijkscloud.content;

/** The kind of a document, and how that goes with its name. */
public record ContentJudgement(NameMatch standing, ContentKind kind) {
    public boolean fits() {
        return standing == NameMatch.FITS;
    }
}
