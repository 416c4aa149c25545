package nl.rijkscloud.mail;

/** What a letter says: the same words as plain text and as HTML. */
record RenderedMail(HeaderText subject, String text, String html) {
    /** Not even in a log by accident: it holds a link. */
    @Override
    public String toString() {
        return "Mail";
    }
}
