package nl.rijkscloud.startup;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import nl.rijkscloud.config.Config;

/**
 * Checks that the identity provider describes itself under the configured issuer (OpenID Connect Discovery 1.0, section
 * 4.3). It only warns: outsiders need no provider, so the portal starts without it. Blocks.
 */
final class IdentityProviderCheck {
    private static final String DESCRIPTION = "/.well-known/openid-configuration";

    private IdentityProviderCheck() {}

    static Findings run(Config.Staff staff, Config.Proxy proxy) {
        return staff.oidc().map(oidc -> run(oidc.issuer(), proxy)).orElse(Findings.NOTHING);
    }

    private static Findings run(URI issuer, Config.Proxy proxy) {
        var address = URI.create(issuer.toString().replaceFirst("/$", "") + DESCRIPTION);
        try (var client = OutgoingProbe.client(proxy)) {
            var answer = client.send(HttpRequest.newBuilder(address).timeout(StartChecks.TIMEOUT).build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return finding("nothing describes a provider at " + address + " (" + answer.statusCode() + ")");
            }
            var says = new JsonObject(answer.body()).getValue("issuer");
            return issuer.toString().equals(says)
                    ? Findings.NOTHING
                    : finding("the provider at " + issuer
                            + " calls itself otherwise: it has to be written exactly as in " + address);
        } catch (IOException unreachable) {
            return finding(issuer.getHost() + " " + OutgoingProbe.describe(proxy, issuer, unreachable));
        } catch (DecodeException | ClassCastException other) {
            return finding("what " + address + " answers does not describe a provider");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", stopped);
        }
    }

    private static Findings finding(String sentence) {
        return Findings.warning(
                "staff.oidc.issuer: " + sentence + "; nobody of the staff can sign in until that is over");
    }
}
