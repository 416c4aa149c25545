package nl.rijkscloud.content;

/**
 * Tells a recipient more of a document than its kind.
 *
 * @param encrypted true if all or part of it needs a password
 * @param macros true if it is an Office document with macros
 */
public record ContentTraits(boolean encrypted, boolean macros) {
    public static final ContentTraits NONE = new ContentTraits(false, false);
}
