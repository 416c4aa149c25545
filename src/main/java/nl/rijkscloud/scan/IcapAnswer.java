package nl.rijkscloud.scan;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.rijkscloud.content.ScanResult.Reason;
import nl.rijkscloud.scan.IcapMessage.Head;
import nl.rijkscloud.scan.Scanner.Engine;
import nl.rijkscloud.scan.Scanner.Verdict;

/**
 * Understands what ICAP servers say about a document. RFC 3507 knows no verdict: 204 means that the document may pass
 * unchanged, and the names of the headers are custom (draft-stecher-icap-subid-00).
 */
final class IcapAnswer {
    /** Stands in the response that goes out: a server that sends it back sends our own document back. */
    static final String MARK = "\"rijkscloud\"";

    private static final int NO_CONTENT = 204;
    private static final Pattern THREAT = Pattern.compile("(?i)(?:.*;)?\\s*Threat=([^;]{1,200}).*");
    /** The draft's number for what the server could not unpack. */
    private static final Pattern CONTAINER = Pattern.compile("(?i)\\s*Type=2\\s*;.*");
    private static final Pattern VIOLATIONS = Pattern.compile("[1-9]\\d{0,4}\\s+\\S+\\s+(\\S{1,200}).*|[1-9].*");

    private IcapAnswer() {}

    /** Anything that is not clearly "nothing found" is not clean. */
    static Verdict verdict(IcapMessage answer, Engine engine) {
        if (answer.status() == NO_CONTENT) {
            return named(answer, engine).orElse(Verdict.clean(engine));
        }
        return answer.status() / 100 == 2
                ? named(answer, engine).or(() -> replaced(answer, engine))
                        .orElse(Verdict.notScanned(Reason.SKIPPED).by(engine))
                : Verdict.notScanned(Reason.UNREACHABLE).by(engine);
    }

    private static Optional<Verdict> named(IcapMessage answer, Engine engine) {
        var infection = answer.header("x-infection-found");
        if (infection.filter(text -> CONTAINER.matcher(text).matches()).isPresent()) {
            return Optional.of(Verdict.notScanned(Reason.TOO_LARGE).by(engine));
        }
        return infection.map(text -> group(THREAT, text))
                .or(() -> answer.header("x-virus-id").filter(text -> !text.toLowerCase(Locale.ROOT).matches(
                        "0|no|none|false|-|no threats?")))
                .or(() -> answer.header("x-violations-found").filter(text -> VIOLATIONS.matcher(text).matches())
                        .map(text -> group(VIOLATIONS, text)))
                .map(name -> ClamdAnswer.found(clear(name), engine));
    }

    private static String group(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.matches() && found.group(1) != null ? found.group(1) : "unnamed";
    }

    /** A page in place of the document. One about a fault of the server says nothing about the document. */
    private static Optional<Verdict> replaced(IcapMessage answer, Engine engine) {
        return answer.response().filter(page -> !isOurs(page) && page.protocol().equals("HTTP"))
                .map(page -> page.status() / 100 == 5
                        ? Verdict.notScanned(Reason.UNREACHABLE).by(engine)
                        : Verdict.infected(engine, "HTTP-" + page.status()));
    }

    private static boolean isOurs(Head page) {
        return page.headers().getOrDefault("etag", "").equals(MARK);
    }

    /** Makes a text of the server printable and short, for pages. */
    static String clear(String text) {
        var printable = text.strip().replaceAll("[^ -~]", "?");
        return printable.length() > 200 ? printable.substring(0, 200) : printable;
    }
}
