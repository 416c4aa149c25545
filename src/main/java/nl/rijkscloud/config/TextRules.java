package nl.rijkscloud.config;

import java.net.InetAddress;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.rijkscloud.typed.DatabaseHost;
import nl.rijkscloud.typed.EmailAddress;

/**
 * The forms that texts must have.
 *
 * @param wanted ends the sentence {@code key: "text" ...} for one that does not fit
 */
record TextRules(Predicate<String> test, String wanted) {
    private static final String DOMAIN_NAME = "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}";

    /** These machines are this machine, so that a connection to them needs no TLS. */
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    static final TextRules ANYTHING = new TextRules(text -> true, "");
    static final TextRules DOMAIN = like(DOMAIN_NAME, "is not a domain in lower case, like igj.nl");
    static final TextRules EMAIL = new TextRules(
            text -> EmailAddress.isAddress(text.toLowerCase(Locale.ROOT)), "is not an e-mail address");
    static final String NOBODY = "none";
    static final TextRules BOUNCES =
            new TextRules(text -> text.equals(NOBODY) || EMAIL.fits(text), "is neither an e-mail address nor none");
    static final TextRules BOUNCE_ADDRESS = new TextRules(TextRules::bounceAddress,
            "is not an e-mail address with {token} once before the @, like bounces+{token}@igj.rijkscloud.nl, and with "
                    + "at most 32 other characters there");
    static final TextRules HOST = like("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|[0-9a-fA-F:]{2,45}",
            "is not a host name or address");
    static final TextRules HOSTS = like("\\.?[a-z0-9](?:[a-z0-9.-]{0,252})|[0-9a-f:]{2,45}",
            "is not a host in lower case, nor a dot and a domain for all below it, like .igj.nl");
    static final TextRules PHONE = like("\\+?[0-9][0-9 ()-]{5,24}", "is not a phone number");
    static final TextRules SMS_SENDER = like(
            "[A-Za-z0-9]{1,11}|\\+[1-9][0-9]{6,14}",
            "is not at most 11 letters and digits, or a number like +31612345678");
    static final TextRules COUNTRY = like("[A-Z]{2}", "is not a country code of two capitals, like NL");
    static final TextRules HTTP_STATUS =
            like("[1-5](?:xx|[0-9]{2})", "is not an HTTP status, like 429, or all of a kind, like 4xx");
    static final TextRules HEADER_NAME = like("[A-Za-z0-9-]{1,60}", "is not the name of a header");
    static final TextRules HEADER_VALUE = like("[ -~]{1,1000}", "is not a header's value: plain characters only");
    static final TextRules POINTER = like("(?:/(?:[^~/]|~[01])*)+", "is not a JSON pointer, like /message/id");
    static final TextRules SIGNED = like(
            "[^{}]*(?:\\{timestamp}[^{}]*)?\\{body}[^{}]*",
            "is not {body} once, with or without {timestamp} before it");
    static final TextRules EXTENSION = like("[a-z0-9]{1,10}",
            "is not an extension: lower-case letters and digits without a dot");
    static final TextRules MEDIA_TYPE = like("[a-z]+/[a-z0-9][a-z0-9.+-]*",
            "is not a media type in lower case without parameters");
    static final TextRules NETWORK = new TextRules(TextRules::network, "is not an address or network, like 10.0.0.0/8");

    static final TextRules PUBLIC_URL = url(
            uri -> overTls(uri) && uri.getPath().isEmpty() && uri.getQuery() == null,
            "is not an address like https://igj.rijkscloud.nl: https (http only for localhost), and a host only");
    static final TextRules DAY = new TextRules(TextRules::isDay, "is not a day like 2027-12-31");
    static final TextRules GATEWAY = url(TextRules::overTls, "is not an https address (http only for localhost)");
    static final TextRules STORE = url(
            uri -> overTls(uri) && List.of("", "/").contains(uri.getPath()) && uri.getQuery() == null,
            "is not an address like https://s3.example.nl: https (http only for localhost), and a host only");
    static final TextRules REGION = like("[A-Za-z0-9-]{1,60}", "is not a region, like us-east-1");
    static final TextRules BUCKET = like("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "is not the name of a bucket");
    static final TextRules KEY_PREFIX =
            like("(?:[A-Za-z0-9_-]{1,60}/){1,5}", "is not a prefix like rijkscloud/, which ends with a slash");
    static final TextRules CHECK_ADDRESS = new TextRules(
            text -> text.matches("[!-~]*") && (!text.contains("://") || url(TextRules::overTls, "").fits(text)),
            "is not an https address, nor one relative to sms.url");
    static final TextRules ISSUER = url(uri -> overTls(uri) && uri.getQuery() == null,
            "is not an address like https://login.igj.nl/realms/igj: https (http only for localhost), without query");
    static final TextRules SECURITY_CONTACT = new TextRules(
            text -> (text.startsWith("mailto:") && EMAIL.fits(text.substring("mailto:".length())))
                    || url(uri -> uri.getScheme().equals("https"), "").fits(text),
            "is not an address like mailto:security@igj.nl or https://igj.nl/security");
    /** DatabaseHost judges a list of hosts, which Java takes for a registered name. */
    static final TextRules DATABASE = url(uri -> uri.getHost() != null || DatabaseHost.several(uri),
            uri -> uri.getScheme().equals("postgresql") && uri.getPath().length() > 1
                    && (uri.getQuery() == null || Stream.of(uri.getQuery().split("&", -1))
                            .allMatch(TextRules::encryption)),
            "is not an address like postgresql://host:5432/database or postgresql://one:5432,two:5432/database, "
            + "without user or password; only sslmode (disable, allow, prefer, require,"
                    + " verify-ca, verify-full) and sslrootcert (an absolute path, or system) may follow "
                    + "after ? and &");

    static final TextRules CLAMD = new TextRules(
            text -> text.matches("unix:/[!-~]+")
                    || url(uri -> uri.getScheme().equals("tcp") && uri.getPort() > 0 && uri.getPath().isEmpty()
                            && uri.getQuery() == null, "").fits(text),
            "is not an address like unix:/run/clamav/clamd.ctl or tcp://127.0.0.1:3310");
    /** No space or line break gets from here into a request line. */
    static final TextRules ICAP = url(
            uri -> uri.toString().matches("icaps?://[!-~]{1,250}") && uri.getPath().length() > 1,
            "is not an address like icap://127.0.0.1:1344/avscan or icaps://scanner.igj.nl:11344/avscan");

    boolean fits(String text) {
        return test.test(text);
    }

    private static TextRules like(String regex, String wanted) {
        return new TextRules(Pattern.compile(regex).asMatchPredicate(), wanted);
    }

    /** With a host and without user: a password in an address ends up in logs. */
    private static TextRules url(Predicate<URI> test, String wanted) {
        return url(uri -> uri.getHost() != null, test, wanted);
    }

    private static TextRules url(Predicate<URI> host, Predicate<URI> test, String wanted) {
        return new TextRules(text -> {
            try {
                var uri = URI.create(text);
                return uri.getScheme() != null && host.test(uri) && uri.getUserInfo() == null
                        && uri.getFragment() == null
                        && test.test(uri);
            } catch (IllegalArgumentException notOne) {
                return false;
            }
        }, wanted);
    }

    static boolean local(String host) {
        return LOCAL.contains(host);
    }

    private static boolean isDay(String text) {
        try {
            return LocalDate.parse(text).getYear() > 2000;
        } catch (DateTimeParseException other) {
            return false;
        }
    }

    private static boolean overTls(URI uri) {
        return uri.getScheme().equals("https") || (uri.getScheme().equals("http") && local(uri.getHost()));
    }

    /**
     * One parameter of the database's address. Others are refused and not ignored, because the operator relies on them.
     */
    private static boolean encryption(String parameter) {
        return parameter.matches(
                "sslmode=(disable|allow|prefer|require|verify-ca|verify-full)|sslrootcert=(/.+|system)");
    }

    private static boolean bounceAddress(String text) {
        var local = text.split("@", 2)[0];
        return local.split("\\{token}", -1).length == 2 && local.length() <= 32 + Config.Bounce.TOKEN.length()
                && text.equals(text.toLowerCase(Locale.ROOT))
                && EMAIL.fits(text.replace(Config.Bounce.TOKEN, Config.Bounce.NO_TOKEN));
    }

    private static boolean network(String text) {
        var parts = text.split("/", -1);
        try {
            var bits = InetAddress.ofLiteral(parts[0]).getAddress().length * 8;
            return parts.length == 1 || (parts.length == 2 && parts[1].matches("\\d{1,3}")
                    && Integer.parseInt(parts[1]) <= bits);
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }
}
