package nl.rijkscloud.mail;

/** A rendered mail: the same words as plain text and as HTML. */
record RenderedMail(HeaderText subject, String text, String html) {
    /** Leaves the content out: it holds a link, which must not reach a log. */
    @Override
    public String toString() {
        return "Mail";
    }
}
