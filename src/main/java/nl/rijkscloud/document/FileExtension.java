package nl.rijkscloud.document;

import java.util.Locale;

/** The part of a file name after its last dot, which decides which content is accepted. */
public final class FileExtension {
    private FileExtension() {}

    /** The extension in lower case; empty when there is none, or no character before the dot. */
    public static String of(String name) {
        var dot = name.lastIndexOf('.');
        return dot < 1 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
