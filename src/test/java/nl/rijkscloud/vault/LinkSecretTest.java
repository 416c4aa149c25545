package nl.rijkscloud.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class LinkSecretTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final LinkSecret link = LinkSecret.random(RANDOM);
    private final String id = link.urlEnd().split("#")[0];
    private final String secret = link.urlEnd().split("#")[1];

    @Test
    void bothPartsOfAnAddressAreReadBack() {
        assertThat(id).hasSize(22);
        assertThat(secret).hasSize(43);
        assertThat(LinkSecret.parse(id, secret).orElseThrow().bytes()).isEqualTo(link.bytes());
    }

    @Test
    void mismatchedPartsAreRefused() {
        var other = LinkSecret.random(RANDOM).urlEnd().split("#");

        assertThat(LinkSecret.parse(other[0], secret)).isEmpty();
        assertThat(LinkSecret.parse(id, other[1])).isEmpty();
    }

    @Test
    void malformedLinkIsRefused() {
        assertThat(LinkSecret.parse(null, secret)).isEmpty();
        assertThat(LinkSecret.parse(id, null)).isEmpty();
        assertThat(LinkSecret.parse(id, "")).isEmpty();
        assertThat(LinkSecret.parse(id, secret + "AAAA")).isEmpty();
        assertThat(LinkSecret.parse(id, "=".repeat(43))).isEmpty();
        assertThat(LinkSecret.parse(id, "A".repeat(100_000))).isEmpty();
    }

    @Test
    void toStringShowsNoSecret() {
        var key = TransferKey.random(java.util.UUID.randomUUID(), RANDOM);

        assertThat(link.toString()).doesNotContain(id, secret);
        assertThat(key.toString()).isEqualTo("TransferKey[" + key.transfer() + "]");
        assertThat(key.manifestKey().toString()).isEqualTo("ManifestKey[" + key.transfer() + "]");
    }
}
