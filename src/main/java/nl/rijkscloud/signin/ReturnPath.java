package nl.rijkscloud.signin;

import java.util.regex.Pattern;

/** Where a browser goes after signing in: one of our pages that ask for it, and never another site. */
record ReturnPath(String path) {
    private static final Pattern OURS = Pattern.compile(
            "/inspectie(?:/[a-z0-9-]{1,64}){0,4}|/ontvang/[A-Za-z0-9_-]{22}(?:\\?transfer=[0-9a-f-]{36})?");
    private static final ReturnPath OVERVIEW = new ReturnPath("/inspectie");

    ReturnPath {
        if (!OURS.matcher(path).matches()) {
            throw new IllegalArgumentException("not a page of ours");
        }
    }

    /** The page that was asked for; the overview when that is not a page of ours. */
    static ReturnPath of(String asked) {
        return asked != null && OURS.matcher(asked).matches() ? new ReturnPath(asked) : OVERVIEW;
    }
}
