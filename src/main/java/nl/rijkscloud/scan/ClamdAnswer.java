package nl.rijkscloud.scan;

import java.util.Optional;
import java.util.regex.Pattern;
import nl.rijkscloud.content.ScanResult.Reason;
import nl.rijkscloud.scan.Scanner.Engine;
import nl.rijkscloud.scan.Scanner.Verdict;

/** Understands the lines that clamd answers (man clamd, "INSTREAM" and "VERSION"). */
final class ClamdAnswer {
    private static final Pattern FOUND = Pattern.compile("stream: ([!-~]{1,200}) FOUND");
    /** The engine, the version of the daily signatures and their day; without official signatures only the engine. */
    private static final Pattern VERSION = Pattern.compile(
            "ClamAV ([!-.0-~]{1,40})(?:/(\\d{1,9})(?:/([ -~]{1,40}))?)?");

    /** The size up to which clamd's usual limits leave nothing out. */
    private static final long SURELY_WHOLE = 20 << 20;

    private ClamdAnswer() {}

    /** Anything that is not clearly "OK" is not clean. */
    static Verdict verdict(String line, Engine engine) {
        if (line.equals("stream: OK")) {
            return Verdict.clean(engine);
        }
        if (line.startsWith("INSTREAM size limit exceeded")) {
            return Verdict.notScanned(Reason.TOO_LARGE).by(engine);
        }
        var found = FOUND.matcher(line);
        return found.matches() ? found(found.group(1), engine) : Verdict.notScanned(Reason.UNREACHABLE).by(engine);
    }

    /** Some findings mean that clamd could not scan; servers in front of a clamd pass them on. */
    static Verdict found(String name, Engine engine) {
        if (name.startsWith("Heuristics.Limits.Exceeded")) {
            return Verdict.notScanned(Reason.TOO_LARGE).by(engine);
        }
        return name.startsWith("Heuristics.Encrypted.")
                ? Verdict.notScanned(Reason.ENCRYPTED).by(engine)
                : Verdict.infected(engine, name);
    }

    /** Empty when no clamd speaks. */
    static Optional<Engine> engine(String line, boolean namesLimits, boolean namesEncryption) {
        var version = VERSION.matcher(line);
        return version.matches()
                ? Optional.of(new Engine("ClamAV " + version.group(1),
                        Optional.ofNullable(version.group(2)), namesLimits ? Engine.EVERYTHING : SURELY_WHOLE,
                        namesEncryption))
                : Optional.empty();
    }
}
