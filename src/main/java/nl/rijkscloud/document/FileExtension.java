package nl.rijkscloud.document;

import java.util.Locale;

/** The part of a file name after its last dot, which decides what content it may have. */
public final class FileExtension {
    private FileExtension() {}

    /** In lower case; empty when there is none, also where nothing stands before the dot. */
    public static String of(String name) {
        var dot = name.lastIndexOf('.');
        return dot < 1 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
