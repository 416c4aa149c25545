package nl.rijkscloud.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.rijkscloud.kernel.Base64Url;
import nl.rijkscloud.vault.Kdf;
import nl.rijkscloud.vault.Sha256;

/**
 * One attempt to sign in with the identity provider. The browser's cookie holds all of it: a secret, the time when it
 * began, and the page that it leads to. State, nonce and PKCE verifier are derived from these, each with its own label,
 * so the server stores nothing, and none of the three can be computed from another. Immutable.
 */
final class SignInAttempt {
    static final Duration LIFE = Duration.ofMinutes(10);

    private static final int LENGTH = 32;
    private static final String OVERVIEW = "/inspectie";
    private static final Pattern OWN_PAGES = Pattern.compile(
            "/inspectie(?:/[a-z0-9-]{1,64}){0,4}|/ontvang/[A-Za-z0-9_-]{22}(?:\\?transfer=[0-9a-f-]{36})?");
    private static final Pattern COOKIE = Pattern.compile("([A-Za-z0-9_-]{43})\\.([0-9]{1,12})\\.(/.{1,200})");

    private final byte[] secret;
    private final Instant began;
    private final String to;

    private SignInAttempt(byte[] secret, Instant began, String to) {
        this.secret = secret;
        this.began = began;
        this.to = to;
    }

    /** @param asked the page to come back to, as a request names it */
    static SignInAttempt begin(SecureRandom random, Instant now, String asked) {
        var secret = new byte[LENGTH];
        random.nextBytes(secret);
        return new SignInAttempt(secret, Instant.ofEpochSecond(now.getEpochSecond()), ownPage(asked));
    }

    static Optional<SignInAttempt> parse(String cookie) {
        return Optional.ofNullable(cookie).map(COOKIE::matcher).filter(found -> found.matches())
                .flatMap(found -> Base64Url.bytes(found.group(1), LENGTH).map(secret -> new SignInAttempt(
                        secret, Instant.ofEpochSecond(Long.parseLong(found.group(2))), ownPage(found.group(3)))));
    }

    /**
     * Returns the requested page, or the overview if it is no page of ours: a sign-in must never lead to another site.
     */
    private static String ownPage(String asked) {
        return asked != null && OWN_PAGES.matcher(asked).matches() ? asked : OVERVIEW;
    }

    String cookie() {
        return Base64Url.text(secret) + "." + began.getEpochSecond() + "." + to;
    }

    /** The page that this attempt leads to, a path on our own site. */
    String to() {
        return to;
    }

    boolean isOver(Instant now) {
        return now.isBefore(began) || !now.isBefore(expiresAt());
    }

    Instant began() {
        return began;
    }

    Instant expiresAt() {
        return began.plus(LIFE);
    }

    /** The id under which this attempt is marked as used. */
    byte[] id() {
        return derive("id", 16);
    }

    String state() {
        return Base64Url.text(derive("state", LENGTH));
    }

    boolean hasState(String given) {
        return equal(state(), given);
    }

    String nonce() {
        return Base64Url.text(derive("nonce", LENGTH));
    }

    boolean hasNonce(String given) {
        return equal(nonce(), given);
    }

    /** RFC 7636: 43 characters. */
    String verifier() {
        return Base64Url.text(derive("verifier", LENGTH));
    }

    /** RFC 7636, method S256. */
    String challenge() {
        return Base64Url.text(Sha256.of(verifier().getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] derive(String label, int length) {
        var salt = (began.getEpochSecond() + "." + to).getBytes(StandardCharsets.UTF_8);
        return Kdf.derive(secret, salt, "sign-in/" + label, length);
    }

    private static boolean equal(String ours, String given) {
        return given != null
                && MessageDigest.isEqual(ours.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SignInAttempt[***]";
    }
}
