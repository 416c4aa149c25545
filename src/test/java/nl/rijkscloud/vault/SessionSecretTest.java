package nl.rijkscloud.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Grants in a session's row open with cookie and share together only. */
final class SessionSecretTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Aead aead = new Aead(RANDOM);
    private final UUID transfer = UUID.randomUUID();
    private final Share share = share();
    private final TransferKey key = TransferKey.random(transfer, RANDOM);
    private final byte[] link = LinkSecret.random(RANDOM).id();
    private final SessionSecret cookie = SessionSecret.random(RANDOM);

    @Test
    void cookieAndShareTogetherOpenAGrant() {
        var sealed = cookie.seal(aead, share, link, key);

        assertThat(cookie.open(share, link, sealed).orElseThrow().bytes()).isEqualTo(key.bytes());
    }

    @Test
    void rowWithoutTheCookieOpensNothing() {
        var sealed = cookie.seal(aead, share, link, key);

        assertThat(SessionSecret.random(RANDOM).open(share, link, sealed)).isEmpty();
    }

    @Test
    void cookieAndRowWithoutTheShareOpenNothing() {
        var sealed = cookie.seal(aead, share, link, key);

        assertThat(cookie.open(share(), link, sealed)).isEmpty();
    }

    @Test
    void aGrantMovedToAnotherLinkOrTransferOpensNothing() {
        var sealed = cookie.seal(aead, share, link, key);

        assertThat(cookie.open(share, LinkSecret.random(RANDOM).id(), sealed)).isEmpty();
        assertThat(cookie.open(new Share(UUID.randomUUID(), share.bytes()), link, sealed)).isEmpty();
    }

    @Test
    void grantOfAReportIsNoTransferKey() {
        var report = cookie.seal(aead, share, link, key.manifestKey());

        assertThat(cookie.open(share, link, report)).isEmpty();
        assertThat(cookie.openManifest(share, link, report).orElseThrow().bytes()).isEqualTo(key.manifestKey().bytes());
    }

    @Test
    void oldCookieOpensNothingAfterASignIn() {
        var next = SessionSecret.random(RANDOM);
        var sealed = cookie.reseal(aead, share, link, cookie.seal(aead, share, link, key), next).orElseThrow();

        assertThat(cookie.open(share, link, sealed)).isEmpty();
        assertThat(next.open(share, link, sealed).orElseThrow().bytes()).isEqualTo(key.bytes());
    }

    @Test
    void cookieIsReadBackAndMalformedOnesAreRefused() {
        assertThat(SessionSecret.parse(cookie.cookie()).orElseThrow().id()).isEqualTo(cookie.id());
        assertThat(SessionSecret.parse(null)).isEmpty();
        assertThat(SessionSecret.parse("")).isEmpty();
        assertThat(SessionSecret.parse(cookie.cookie().substring(1))).isEmpty();
        assertThat(SessionSecret.parse("*".repeat(43))).isEmpty();
        assertThat(cookie.toString()).doesNotContain(cookie.cookie());
    }

    private Share share() {
        var bytes = new byte[Share.LENGTH];
        RANDOM.nextBytes(bytes);
        return new Share(transfer, bytes);
    }
}
