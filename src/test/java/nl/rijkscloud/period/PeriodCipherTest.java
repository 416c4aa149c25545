package nl.rijkscloud.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.Kdf;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.PurposeKeys;
import nl.rijkscloud.vault.SealContext;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.Slots;
import org.junit.jupiter.api.Test;

final class PeriodCipherTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] PLAIN = "what waits".getBytes(StandardCharsets.US_ASCII);

    private final Aead aead = new Aead(RANDOM);
    private final PurposeKeys purposes = keys();
    private final PeriodCipher cipher = new PeriodCipher(aead, purposes);
    private final PeriodKey period = PeriodKey.random(Instant.parse("2026-11-12T13:05:00Z"), RANDOM);
    private final UUID id = UUID.randomUUID();
    private final Share share = new Slots(aead, RANDOM, purposes).newShare(id);

    @Test
    void sealedBytesOpenUnderTheirPeriodOnly() {
        for (var what : List.of(SealContext.letter(id), SealContext.pending(share), SealContext.asked(share))) {
            var sealed = cipher.seal(period, what, PLAIN);
            var sameIdOtherKey = new PeriodKey(period.period(), PeriodKey.random(Instant.now(), RANDOM).bytes());

            assertThat(PeriodCipher.periodOf(sealed)).isEqualTo(period.period());
            assertThat(cipher.open(period, what, sealed)).hasValue(PLAIN);
            assertThat(cipher.open(sameIdOtherKey, what, sealed)).as("%s", what).isEmpty();
            assertThat(cipher.openBefore(what, sealed)).isEmpty();
        }
    }

    @Test
    void sealedBytesOpenForTheirOwnPurposeOnly() {
        var letter = cipher.seal(period, SealContext.letter(id), PLAIN);
        var pending = cipher.seal(period, SealContext.pending(share), PLAIN);
        var asked = cipher.seal(period, SealContext.asked(share), PLAIN);
        var other = new Share(UUID.randomUUID(), share.bytes());

        assertThat(cipher.open(period, SealContext.letter(UUID.randomUUID()), letter)).isEmpty();
        assertThat(cipher.open(period, SealContext.pending(other), pending)).isEmpty();
        assertThat(cipher.open(period, SealContext.asked(share), pending)).isEmpty();
        assertThat(cipher.open(period, SealContext.pending(share), asked)).isEmpty();
    }

    @Test
    void periodKeyAloneOpensNothing() {
        var another = new PeriodCipher(aead, keys());
        var otherShare = new Slots(aead, RANDOM, purposes).newShare(id);

        assertThat(another.open(period, SealContext.letter(id), cipher.seal(period, SealContext.letter(id), PLAIN)))
                .isEmpty();
        assertThat(cipher.open(period, SealContext.pending(otherShare),
                cipher.seal(period, SealContext.pending(share), PLAIN))).isEmpty();
    }

    @Test
    void bytesSealedByAnEarlierVersionOpen() {
        var letter = aead.seal(purposes.half(KeyPurpose.OUTBOX), Kdf.bytes(id), PLAIN);
        var pendingKey =
                Kdf.derive(Kdf.concat(purposes.half(KeyPurpose.PENDING), share.bytes()), Kdf.bytes(id), "slot/pending",
                        32);
        var askedKey =
                Kdf.derive(Kdf.concat(purposes.half(KeyPurpose.OWN), share.bytes()), Kdf.bytes(id), "own/asked", 32);
        var askedContext = Kdf.concat("rijkscloud/1/own/asked".getBytes(StandardCharsets.US_ASCII), Kdf.bytes(id));

        assertThat(PeriodCipher.periodOf(letter)).isEqualTo(PeriodCipher.BEFORE_PERIODS);
        assertThat(cipher.openBefore(SealContext.letter(id), letter)).hasValue(PLAIN);
        assertThat(cipher.openBefore(SealContext.pending(share), aead.seal(pendingKey, Kdf.bytes(id), PLAIN)))
                .hasValue(PLAIN);
        assertThat(cipher.openBefore(SealContext.asked(share), aead.seal(askedKey, askedContext, PLAIN)))
                .hasValue(PLAIN);
    }

    @Test
    void periodIdTellsItsStartAndIncreases() {
        var later = PeriodKey.random(Instant.parse("2026-11-13T13:05:00Z"), RANDOM);

        assertThat(PeriodKey.madeAt(period.period())).isEqualTo("2026-11-12T13:05:00Z");
        assertThat(period.period().version()).isEqualTo(7);
        assertThat(period.period().variant()).isEqualTo(2);
        assertThat(later.period().toString()).isGreaterThan(period.period().toString());
        assertThat(period.toString()).doesNotContain(java.util.HexFormat.of().formatHex(period.bytes()));
    }

    private static PurposeKeys keys() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return TestPurposeKeys.of(bytes);
    }
}
