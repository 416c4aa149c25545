package nl.rijkscloud.startup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.SmsProvider;
import nl.rijkscloud.sms.LongTexts;
import nl.rijkscloud.sms.SmsCredentials;

/**
 * The SMS gateway is there, and knows us: by the harmless request of its description, where it has one. No message is
 * sent. Warnings only: outsiders send documents without a single code.
 */
final class SmsGatewayCheck {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private SmsGatewayCheck() {}

    /** Text messages cost by the part, and a name that is too long makes every one of them dearer. */
    static Findings length(Config config) {
        return LongTexts.sentence(config).map(Findings::warning).orElse(Findings.NOTHING);
    }

    static Findings run(Config.Sms config) {
        if (SmsCredentials.lackToken(config)) {
            return finding("sms.token: is missing, and this provider asks for one");
        }
        try {
            return connect(config.url(), config);
        } catch (IOException unreachable) {
            return finding("sms.url: " + place(config.url()) + " " + ProbeConnection.trouble(unreachable));
        }
    }

    private static Findings connect(URI url, Config.Sms config) throws IOException {
        try (var line = ProbeConnection.open(host(url), port(url), StartChecks.PATIENCE)) {
            if (url.getScheme().equals("https")) {
                ProbeConnection.secure(line, host(url), port(url)).close();
            }
        }
        return config.provider().check().map(check -> ask(check, config)).orElse(Findings.NOTHING);
    }

    private static Findings ask(SmsProvider.Check check, Config.Sms config) {
        var address = config.url().resolve(check.address());
        var request = HttpRequest.newBuilder(address).timeout(StartChecks.PATIENCE).GET();
        SmsCredentials.headers(config, UUID.randomUUID().toString()).forEach(request::header);
        // A redirect would take the token to an address that nobody configured: the client follows none.
        try (var client = HttpClient.newBuilder().connectTimeout(StartChecks.PATIENCE).build()) {
            var status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
            if (says(check.refused(), check.accepted(), status)) {
                return finding("sms.token: " + place(address) + " does not know this user and token (" + status + ")");
            }
            return says(check.accepted(), check.refused(), status)
                    ? Findings.NOTHING
                    : finding("sms.provider.check: " + place(address)
                            + " answers with a status that the description of the provider does not have ("
                            + status + ")");
        } catch (IOException unreachable) {
            return finding("sms.provider.check: " + place(address) + " " + ProbeConnection.trouble(unreachable));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", stopped);
        }
    }

    /** A single status goes before all of a kind, as everywhere in a description. */
    private static boolean says(List<String> words, List<String> others, int status) {
        var one = Integer.toString(status);
        return words.contains(one) || !others.contains(one) && words.contains(one.charAt(0) + "xx");
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
