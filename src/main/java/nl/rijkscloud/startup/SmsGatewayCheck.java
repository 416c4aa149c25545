package nl.rijkscloud.startup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.SmsProvider;
import nl.rijkscloud.sms.LongTexts;
import nl.rijkscloud.sms.SmsCredentials;

/**
 * Checks that the SMS gateway answers and accepts our token, with the harmless request that its description may name.
 * It sends no message. It only warns: outsiders send documents without any code. Blocks.
 */
final class SmsGatewayCheck {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private SmsGatewayCheck() {}

    /** Warns if a long name makes text messages longer than one part: each part costs. */
    static Findings textLengths(Config config) {
        return LongTexts.sentence(config).map(Findings::warning).orElse(Findings.NOTHING);
    }

    static Findings run(Config.Sms config, Config.Proxy proxy) {
        if (SmsCredentials.lackToken(config)) {
            return finding("sms.token: is missing, and this provider asks for one");
        }
        try {
            return connect(config.url(), config, proxy);
        } catch (IOException unreachable) {
            return finding("sms.url: " + place(config.url()) + " "
                    + OutgoingProbe.describe(proxy, config.url(), unreachable));
        }
    }

    private static Findings connect(URI url, Config.Sms config, Config.Proxy proxy) throws IOException {
        try (var line = OutgoingProbe.open(proxy, host(url), port(url))) {
            if (url.getScheme().equals("https")) {
                ProbeConnection.secure(line, host(url), port(url)).close();
            }
        }
        return config.provider().check().map(check -> ask(check, config, proxy)).orElse(Findings.NOTHING);
    }

    private static Findings ask(SmsProvider.Check check, Config.Sms config, Config.Proxy proxy) {
        var address = config.url().resolve(check.address());
        var request = HttpRequest.newBuilder(address).timeout(StartChecks.TIMEOUT).GET();
        SmsCredentials.headers(config, UUID.randomUUID().toString()).forEach(request::header);
        // The client follows no redirect: it would take the token to an address that nobody configured.
        try (var client = OutgoingProbe.client(proxy)) {
            var status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
            if (matches(check.refused(), check.accepted(), status)) {
                return finding("sms.token: " + place(address) + " does not know this user and token (" + status + ")");
            }
            return matches(check.accepted(), check.refused(), status)
                    ? Findings.NOTHING
                    : finding("sms.provider.check: " + place(address)
                            + " answers with a status that the description of the provider does not have ("
                            + status + ")");
        } catch (IOException unreachable) {
            return finding("sms.provider.check: " + place(address) + " "
                    + OutgoingProbe.describe(proxy, address, unreachable));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", stopped);
        }
    }

    /** A single status takes precedence over a class of them, as everywhere in a description. */
    private static boolean matches(List<String> words, List<String> others, int status) {
        var one = Integer.toString(status);
        return words.contains(one) || (!others.contains(one) && words.contains(one.charAt(0) + "xx"));
    }

    private static Findings finding(String sentence) {
        return Findings.warning(sentence + "; no code reaches anybody until that is mended");
    }

    private static String place(URI url) {
        return host(url) + ":" + port(url);
    }

    private static String host(URI url) {
        return url.getHost();
    }

    private static int port(URI url) {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return url.getScheme().equals("https") ? HTTPS : HTTP;
    }
}
