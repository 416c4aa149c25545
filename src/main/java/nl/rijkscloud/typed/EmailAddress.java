package nl.rijkscloud.typed;

import com.ibm.icu.text.IDNA;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.rijkscloud.typed.InputResult.InputFault;

/**
 * The one rule for e-mail addresses: the dot-atom form of RFC 5321 section 4.1.2, at most 254 characters and 64 before
 * the at sign, so no quotes, comments, lists, spaces or control characters. The domain has two labels or more, and is
 * kept in its ASCII form by UTS #46, non-transitional: the browser's own reading would send mail for {@code straße.de}
 * to a stranger at {@code strasse.de}. Before the at sign stands ASCII alone, because not every mail server on the way
 * takes anything else (RFC 6531).
 */
public final class EmailAddress {
    private static final int LONGEST = 254; // RFC 5321 section 4.5.3.1.3, less the angle brackets
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 253;

    private static final IDNA UTS46 = IDNA.getUTS46Instance(
            IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII);
    /** Text that programs put around an address: a name before it, brackets, quotes, a scheme with its query. */
    private static final Pattern NAMED = Pattern.compile("[^<>]*<([^<>]*)>[,;.]*");
    private static final Pattern SCHEME = Pattern.compile("(?i)mailto:([^?]*)(\\?.*)?");
    private static final Pattern QUOTED = Pattern.compile("[\"'“”„‘’](.*)[\"'“”‘’]");
    private static final String ATOM_SIGNS = "!#$%&'*+/=?^_`{|}~-";
    private static final Pattern TOP_LABEL = Pattern.compile("[a-z]([a-z0-9-]*[a-z0-9])");

    private EmailAddress() {}

    /** The address in typed or pasted text, in its stored form. */
    public static InputResult<String> read(String typed) {
        var text = bare(typed);
        if (TypedText.lineBreak(text).isPresent()) {
            return InputResult.unfit(InputFault.LINE_BREAK);
        }
        var at = text.indexOf('@');
        if (at < 0) {
            return InputResult.unfit(InputFault.AT);
        }
        if (text.indexOf('@', at + 1) >= 0) {
            return InputResult.unfit(text.matches(".*@.*[,;\\s].*@.*") ? InputFault.SEVERAL : InputFault.AT);
        }
        var local = Normalizer.normalize(TypedText.stripped(text.substring(0, at)), Normalizer.Form.NFKC)
                .replaceAll("[’‘ʼ]", "'");
        // word processors make these of a hyphen
        var domain = TypedText.stripped(text.substring(at + 1)).replaceAll("[\u2012-\u2015]", "-");
        if (local.isEmpty() || domain.isEmpty()) {
            return InputResult.unfit(InputFault.AT);
        }
        if (local.indexOf(' ') >= 0 || domain.indexOf(' ') >= 0) {
            return InputResult.unfit(InputFault.SPACE);
        }
        return whole(local, domain);
    }

    /** True when the text is an address as it is kept. */
    public static boolean isAddress(String text) {
        return read(text).found().filter(text::equals).isPresent();
    }

    public static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static InputResult<String> whole(String local, String domain) {
        var foreign = local.codePoints().filter(point -> !isAtom(point) && point != '.').findFirst();
        if (foreign.isPresent()) {
            return InputResult.unfit(foreign.getAsInt());
        }
        if (local.startsWith(".") || local.endsWith(".") || local.contains("..")) {
            return InputResult.unfit(InputFault.DOTS);
        }
        var host = host(domain);
        if (host.isEmpty()) {
            return InputResult.unfit(InputFault.HOST);
        }
        return local.length() > LONGEST_LOCAL || local.length() + 1 + host.get().length() > LONGEST
                ? InputResult.unfit(InputFault.TOO_LONG)
                : InputResult.good(local + "@" + host.get());
    }

    private static Optional<String> host(String domain) {
        var info = new IDNA.Info();
        var ascii = UTS46.nameToASCII(domain, new StringBuilder(), info).toString();
        var top = ascii.substring(ascii.lastIndexOf('.') + 1);
        return info.hasErrors() || ascii.length() > LONGEST_DOMAIN || ascii.indexOf('.') < 1 || !TOP_LABEL.matcher(top)
                .matches()
                ? Optional.empty()
                : Optional.of(ascii);
    }

    /** Without what programs and people put around an address. */
    private static String bare(String typed) {
        var text = joinersKept(typed);
        for (var form : new Pattern[] {NAMED, QUOTED, SCHEME}) {
            text = trimmed(text);
            var matcher = form.matcher(text);
            if (matcher.matches()) {
                text = matcher.group(1);
            }
        }
        return trimmed(text);
    }

    /** Cleaned, but with the joiners of a domain, without which it would be another one: UTS #46 judges them. */
    private static String joinersKept(String typed) {
        var clean = TypedText.line(typed);
        return typed.codePoints().noneMatch(TypedText::isJoiner) || typed.indexOf('@') < 0
                ? clean
                : TypedText.line(typed.substring(0, typed.indexOf('@') + 1))
                + TypedText.stripped(typed.substring(typed.indexOf('@') + 1));
    }

    private static String trimmed(String text) {
        return TypedText.stripped(text.replaceAll("[,;.]+\\s*$", ""));
    }

    private static boolean isAtom(int point) {
        return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') || (point >= '0' && point <= '9')
                || ATOM_SIGNS.indexOf(point) >= 0;
    }
}
