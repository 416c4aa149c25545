package nl.rijkscloud.signin;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import nl.rijkscloud.testing.PortalClient;

/**
 * A browser without a screen, for portal and Keycloak: it keeps cookies of both, follows redirects and fills in
 * Keycloak's forms.
 */
final class KeycloakVisitor {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static final Pattern HIDDEN =
            Pattern.compile("<input[^>]*type=\"hidden\"[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"");

    final PortalClient browser = new PortalClient(KeycloakPortal.PORTAL.baseUrl());
    private final Map<String, String> cookies = new TreeMap<>();

    HttpResponse<String> signIn(String user) {
        return arrive(back(user, UnaryOperator.identity()));
    }

    /** The parameters that Keycloak returns after a sign-in that was sent to another address. */
    Map<String, String> back(String user, UnaryOperator<String> address) {
        var departure = browser.get("/inspectie/aanmelden").headers().firstValue("Location").orElseThrow();
        var page = get(address.apply(departure));
        var end = page.statusCode() == 200
                ? submit(page, "username=" + user + "&password=wachtwoord-van-" + user + "&credentialId=")
                : page;
        return query(location(end));
    }

    HttpResponse<String> arrive(Map<String, String> back) {
        return browser.post("/api/staff/return", new JsonObject()
                .put("code", back.getOrDefault("code", "")).put("state", back.get("state")));
    }

    /** Signs out at the portal and at Keycloak, which asks for confirmation; returns the last address. */
    String signOut() {
        return signOut(browser);
    }

    /** Signs out at Keycloak alone, as from another site of the organisation. */
    void signOutElsewhere() {
        signOut(new PortalClient(KeycloakPortal.PORTAL.baseUrl()));
    }

    private String signOut(PortalClient at) {
        var page = get(PortalClient.json(at.post("/api/staff/sign-out", new JsonObject())).getString("next"));
        return location(page.statusCode() == 200 ? submit(page, "confirmLogout=ja") : page);
    }

    JsonObject me() {
        return PortalClient.json(browser.get("/api/staff/me"));
    }

    /** True when Keycloak asks for a password. */
    boolean isAsked() {
        var departure = browser.get("/inspectie/aanmelden").headers().firstValue("Location").orElseThrow();
        return get(departure).statusCode() == 200;
    }

    private HttpResponse<String> get(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)).GET());
    }

    private HttpResponse<String> submit(HttpResponse<String> page, String fields) {
        var form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new IllegalStateException("no form in " + page.body());
        }
        var hidden = new StringBuilder(fields);
        HIDDEN.matcher(page.body()).results().forEach(field -> hidden.append('&').append(field.group(1)).append('=')
                .append(URLEncoder.encode(field.group(2), StandardCharsets.UTF_8)));
        return send(HttpRequest.newBuilder(page.uri().resolve(form.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(hidden.toString())));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header("Cookie", String.join("; ", cookies.values()));
        }
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie")
                    .forEach(set -> keep(set.split(";", 2)[0], set.contains("Max-Age=0")));
            return answer;
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void keep(String cookie, boolean gone) {
        var name = cookie.substring(0, cookie.indexOf('='));
        if (gone) {
            cookies.remove(name);
        } else {
            cookies.put(name, cookie);
        }
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location")
                .orElseThrow(() -> new IllegalStateException(answer.statusCode() + " " + answer.body()));
    }

    private static Map<String, String> query(String address) {
        return FakeProvider.query(address.substring(address.indexOf('?') + 1));
    }
}
