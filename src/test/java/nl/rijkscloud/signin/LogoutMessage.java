package nl.rijkscloud.signin;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import nl.rijkscloud.testing.PortalClient;

/** Logout tokens as a provider makes them, and their way to the portal. */
final class LogoutMessage {
    static final String PATH = "/api/staff/back-channel-logout";
    static final String FORM = "application/x-www-form-urlencoded";
    static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private LogoutMessage() {}

    /** The claims of a right token, without a person. */
    static JsonObject claims(String issuer) {
        var now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", issuer)
                .put("aud", FakeProvider.CLIENT)
                .put("iat", now)
                .put("exp", now + 120)
                .put("jti", UUID.randomUUID().toString())
                .put("events", new JsonObject().put(EVENT, new JsonObject()));
    }

    static String form(String token) {
        return "logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    static HttpResponse<String> post(PortalClient from, String form, String... headers) {
        return from.send("POST", PATH, BodyPublishers.ofString(form),
                headers.length == 0 ? new String[] {"Content-Type", FORM} : headers);
    }
}
