package nl.rijkscloud.content;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Detects kinds of markup by the root element and its namespaces. */
final class MarkupKinds {
    private static final Pattern ROOT = Pattern.compile("<([A-Za-z_][\\w.-]*:)?([A-Za-z_][\\w.-]*)");
    private static final Pattern CODE =
            Pattern.compile("<(hta:application|\\?php|%|script[^>]+(vbscript|jscript))", Pattern.CASE_INSENSITIVE);

    /** XML that Windows or its script host runs, installs or follows. */
    private static final Set<String> RUN = Set.of(
            "job", "scriptlet", "component", "pcsettings", "librarydescription", "searchconnectordescription",
            "assembly", "persistedquery",
            "consolefile", "mmc_consolefile", "siteserver", "playlistscript", "installation", "installer-gui-script",
            "project");
    private static final Set<String> PAGE = Set.of(
            "html", "head", "body", "meta", "title", "table", "div", "span", "p", "br", "h1", "h2", "h3", "center",
            "font", "style", "link", "base",
            "form", "frameset", "iframe", "img", "a", "b", "ul", "ol", "pre", "tr", "td", "thead", "tbody", "section",
            "article", "main");

    private MarkupKinds() {}

    /**
     * @param beginning from the bracket on
     * @param all of the text that we have
     */
    static ContentKind of(String beginning, String all) {
        if (CODE.matcher(all).find() && !isPageWithScript(all)) {
            return ContentKind.WEB_PROGRAM;
        }
        var body = afterProlog(beginning.length() < all.length() ? all.substring(all.indexOf('<')) : beginning);
        if (body.regionMatches(true, 0, "<!doctype html", 0, 14)) {
            return ContentKind.WEB_PAGE;
        }
        var root = ROOT.matcher(afterDoctype(body));
        if (!root.lookingAt()) {
            return beginning.startsWith("<?xml") ? ContentKind.XML : body.isEmpty() && beginning.startsWith("<!--")
                    ? ContentKind.WEB_PAGE : ContentKind.PLAIN_TEXT;
        }
        return of(root.group(2).toLowerCase(Locale.ROOT), body.substring(0, Math.min(body.length(), 4096)),
                beginning.startsWith("<?xml"));
    }

    /** Exports of web pages hold scripts; a table program passes over them, and says so when it opens the page. */
    private static boolean isPageWithScript(String all) {
        var lower = all.toLowerCase(Locale.ROOT);
        return lower.contains("<html") && !lower.contains("<hta:application") && !lower.contains("<?php")
                && !lower.contains("<%");
    }

    private static ContentKind of(String root, String body, boolean declared) {
        if (root.equals("script") || RUN.contains(root) || (root.equals("package") && body.contains("<job"))) {
            return ContentKind.SCRIPT;
        }
        if (body.contains("http://schemas.microsoft.com/office/2006/xmlPackage") && root.equals("package")) {
            return ContentKind.OFFICE_XML;
        }
        if (root.equals("worddocument")) {
            return ContentKind.WORD_XML;
        }
        if (root.equals("workbook") && body.contains("urn:schemas-microsoft-com:office:spreadsheet")) {
            return ContentKind.EXCEL_XML;
        }
        if (root.equals("document") && body.contains("urn:oasis:names:tc:opendocument")) {
            return ContentKind.OPEN_DOCUMENT_XML;
        }
        return switch (root) {
            case "svg" -> ContentKind.SVG;
            case "xfdf" -> ContentKind.PDF_FORM_DATA;
            default -> PAGE.contains(root) ? ContentKind.WEB_PAGE : declared || body.contains("xmlns") ? ContentKind.XML
                    : ContentKind.PLAIN_TEXT;
        };
    }

    /** Without declaration, processing instructions and comments in front; empty when nothing else is there. */
    private static String afterProlog(String text) {
        var rest = text.strip();
        while (rest.startsWith("<?") || rest.startsWith("<!--")) {
            var end = rest.startsWith("<?") ? rest.indexOf("?>") + 2 : rest.indexOf("-->") + 3;
            if (end < 4) {
                return "";
            }
            rest = rest.substring(end).strip();
        }
        return rest;
    }

    private static String afterDoctype(String text) {
        if (!text.startsWith("<!")) {
            return text;
        }
        var subset = text.indexOf('[');
        var end = text.indexOf('>');
        if (subset > 0 && subset < end) {
            end = text.indexOf("]>", subset) + 1;
        }
        return end <= 0 ? "" : afterProlog(text.substring(end + 1));
    }
}
