package nl.rijkscloud.quality;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The comments of a source file in Java or JavaScript, each as one line of words. */
final class Comments {
    /** Texts come first, so that no comment begins in one; possessive, so that a long text needs no stack. */
    private static final Pattern TOKEN = Pattern.compile("""
            "{3}(?:\\\\.|(?!"{3})[^\\\\])*+"{3}\
            |"(?:\\\\.|[^"\\\\\\n])*+"\
            |'(?:\\\\.|[^'\\\\\\n])*+'\
            |`(?:\\\\.|[^`\\\\])*+`\
            |(?<comment>/\\*.*?\\*/|//[^\\n]*+(?:\\n[ ]*+//[^\\n]*+)*+)""", Pattern.DOTALL);
    private static final Pattern MARKS = Pattern.compile("(?m)^\\s*(?:/\\*+|//|\\*(?!/))|\\*/|//");

    private Comments() {}

    static List<String> of(Path file) {
        var comments = new ArrayList<String>();
        var token = TOKEN.matcher(String.join("\n", SourceFiles.lines(file)));
        while (token.find()) {
            if (token.group("comment") != null) {
                comments.add(MARKS.matcher(token.group("comment")).replaceAll("").strip().replaceAll("\\s+", " "));
            }
        }
        return comments;
    }
}
