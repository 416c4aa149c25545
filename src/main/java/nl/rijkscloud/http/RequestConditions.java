package nl.rijkscloud.http;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Evaluates the conditions of a GET or HEAD on a resource with a strong tag and no date (RFC 9110 section 13.2.2):
 * If-Match first, then If-None-Match. Dates are ignored, as the RFC requires where no date is known. If-Range belongs
 * to the range and is evaluated after these.
 */
public final class RequestConditions {
    public enum Outcome { GO_ON, NOT_MODIFIED, FAILED }

    private static final Pattern TAGS = Pattern.compile(
            "[ \\t,]*(?:(?:W/)?\"[!\\x23-\\x7e\\x80-\\xff]*\"[ \\t]*(?:,[ \\t,]*|$))*");
    private static final Pattern TAG = Pattern.compile("(?<weak>W/)?(?<opaque>\"[^\"]*\")");

    private RequestConditions() {}

    /** @param tag the tag of the resource, with its quotes */
    public static Outcome of(MultiMap headers, String tag) {
        var match = headers.getAll("If-Match");
        if (!match.isEmpty() && !names(match, tag, false)) {
            return Outcome.FAILED;
        }
        var noneMatch = headers.getAll("If-None-Match");
        return !noneMatch.isEmpty() && names(noneMatch, tag, true) ? Outcome.NOT_MODIFIED : Outcome.GO_ON;
    }

    /**
     * True if the header names the tag; a malformed header names none.
     *
     * @param weakly true if a weak tag matches too
     */
    private static boolean names(List<String> lines, String tag, boolean weakly) {
        var value = String.join(",", lines).strip();
        if (value.equals("*")) {
            return true;
        }
        return TAGS.matcher(value).matches() && TAG.matcher(value).results()
                .anyMatch(found -> found.group("opaque").equals(tag) && (weakly || found.group("weak") == null));
    }
}
