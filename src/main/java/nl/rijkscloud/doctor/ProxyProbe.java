package nl.rijkscloud.doctor;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.config.Config;

/**
 * Connects to the portal through the public address, as an upload does, and checks the proxies in between: if it lets
 * PATCH and large bodies through, hands bytes on as they come, and tells the address of the visitor. It uses the
 * addresses of the network test, which keep nothing. Blocks.
 */
final class ProxyProbe {
    private static final String REACHED = "proxy";
    private static final String METHOD = "proxy-patch";
    private static final String SIZE = "proxy-body-limit";
    private static final String BUFFER = "proxy-buffering";
    private static final String SOURCE = "proxy-forwarded-for";
    private static final String SEE = " See \"TLS and proxy\" in operations.md.";

    private final PublicRequest requests;
    private final boolean behindProxy;
    /** Half of the delay before the second half of a body. */
    private final long atOnceMillis;

    private ProxyProbe(Config config, Doctor.Pace pace) {
        requests = new PublicRequest(config.server().publicUrl(), pace);
        atOnceMillis = pace.pause().toMillis() / 2;
        behindProxy = (config.server().tls().isEmpty() && config.server().publicUrl().getScheme().equals("https"))
                || !config.server().trustedProxies().isEmpty();
    }

    static List<Finding> look(Config config, Doctor.Pace pace) {
        return new ProxyProbe(config, pace).look(config.documents().maxSize());
    }

    private List<Finding> look(long largest) {
        try {
            var plain = requests.send("POST", List.of());
            if (plain.status() == 429) {
                return List.of(Finding.warning(REACHED, "the portal has had too many tests from here",
                        "Run this again in an hour."));
            }
            var told = test(plain);
            if (told.isEmpty()) {
                return List.of(Finding.error(REACHED, "the portal does not answer at its public address (status "
                        + plain.status() + ")", "Start the portal, and let the proxy lead there." + SEE));
            }
            var findings = new ArrayList<Finding>();
            findings.add(Finding.ok(REACHED, "the portal answers at its public address"));
            findings.add(forwarding(told.get()));
            findings.add(patch());
            findings.add(buffering());
            findings.add(size(largest));
            return findings;
        } catch (IOException unreachable) {
            return List.of(Finding.error(REACHED, "nothing answers at the public address as a web server does",
                    "Start the portal and the proxy. If this machine may not reach itself by its public name, ask from"
                            + " another."));
        }
    }

    private Finding forwarding(JsonObject told) throws IOException {
        if (!behindProxy) {
            return Finding.ok(SOURCE, "no proxy is expected, and none is believed");
        }
        return switch (told.getString("forwarded", "")) {
            case "believed" -> forged();
            case "ignored" -> Finding.error(SOURCE, "the proxy is not in server.trustedProxies: all visitors share one"
                    + " limit", "Put the proxy's address in server.trustedProxies.");
            default -> Finding.error(SOURCE, "the proxy does not tell the addresses of visitors: they share one limit",
                    "Let it set X-Forwarded-For." + SEE);
        };
    }

    private Finding forged() throws IOException {
        var told = test(requests.send("POST", List.of("X-Forwarded-For: 192.0.2.1")));
        return told.map(answer -> answer.getString("forwarded", "")).filter("forged"::equals).isPresent()
                ? Finding.error(SOURCE, "the proxy hands on the X-Forwarded-For of strangers, who get past every"
                        + " limit with it",
                        "Let it add or replace the header, not pass it on." + SEE)
                : Finding.ok(SOURCE, "the proxy tells the addresses of visitors, and none can be forged");
    }

    private Finding patch() throws IOException {
        var answer = requests.send("PATCH", List.of());
        return test(answer).isPresent() ? Finding.ok(METHOD, "PATCH comes through")
                : Finding.warning(METHOD, "PATCH does not come through (status " + answer.status()
                        + "): browsers fall back to POST, other programs may not", "Let the proxy pass PATCH." + SEE);
    }

    private Finding buffering() throws IOException {
        var told = test(requests.sendInHalves());
        return told.map(answer -> answer.getLong("millis", 0L)).filter(millis -> millis >= atOnceMillis).isPresent()
                ? Finding.ok(BUFFER, "bytes are handed on as they come")
                : Finding.error(BUFFER, "the proxy keeps an upload until it is whole: its progress is untrue, its disk"
                        + " fills, and a lost connection loses all of it",
                        "Turn it off: proxy_request_buffering off in nginx." + SEE);
    }

    /** The portal itself refuses such a long body for this address, as soon as it reads the head. */
    private Finding size(long largest) throws IOException {
        var answer = requests.announce(largest);
        if (answer.status() == 413 && answer.isProblem()) {
            return Finding.ok(SIZE, "a body of " + (largest >> 20) + " MiB may come through");
        }
        return answer.status() == PublicRequest.SILENCE
                ? Finding.warning(SIZE, "it cannot be seen how large a body may be: the proxy waits for all of it",
                        "Turn its buffering off first, and run this again.")
                : Finding.error(SIZE, "the proxy refuses a body of documents.maxSize (status " + answer.status() + ")",
                        "Lift its limit: client_max_body_size 0 in nginx." + SEE);
    }

    /** The answer of our own network test; empty for an answer of anything else. */
    private static Optional<JsonObject> test(PublicRequest.Answer answer) {
        try {
            return answer.status() == 200
                    ? Optional.of(new JsonObject(answer.body())).filter(told -> told.containsKey("received"))
                    : Optional.empty();
        } catch (DecodeException other) {
            return Optional.empty();
        }
    }
}
