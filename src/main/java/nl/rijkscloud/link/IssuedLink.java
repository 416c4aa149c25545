package nl.rijkscloud.link;

/**
 * A link that was just made.
 *
 * @param id what the database knows of it
 * @param url the whole address, secret included: for a mail and for nothing else
 */
public record IssuedLink(byte[] id, String url) {
    @Override
    public String toString() {
        return "IssuedLink[***]";
    }
}
