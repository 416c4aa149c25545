package nl.rijkscloud.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.vault.Slots.SlotKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Neither half opens anything alone; a slot is bound to one link, one purpose and one date. */
final class SlotsTest {
    private static final Instant UNTIL = Instant.parse("2026-12-23T14:05:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Aead aead = new Aead(RANDOM);
    private final PurposeKeys purposes = keys();
    private final Slots slots = new Slots(aead, RANDOM, purposes);
    private final UUID transfer = UUID.randomUUID();
    private final Share share = slots.newShare(transfer);
    private final TransferKey key = TransferKey.random(transfer, RANDOM);
    private final LinkSecret link = LinkSecret.random(RANDOM);

    @ParameterizedTest
    @EnumSource(names = {"UPLOAD", "DOWNLOAD", "REISSUE"})
    void secretAndShareTogetherOpenASlot(SlotKind kind) {
        var slot = slots.seal(kind, link, share, UNTIL, key);

        assertThat(slots.open(kind, link, share, UNTIL, slot).orElseThrow().bytes()).isEqualTo(key.bytes());
    }

    @ParameterizedTest
    @EnumSource(names = {"UPLOAD", "DOWNLOAD", "REISSUE"})
    void secretWithoutTheShareOpensNothing(SlotKind kind) {
        var slot = slots.seal(kind, link, share, UNTIL, key);

        assertThat(slots.open(kind, link, slots.newShare(transfer), UNTIL, slot)).isEmpty();
        assertThat(slots.open(kind, link, new Share(transfer, new byte[Share.LENGTH]), UNTIL, slot)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"UPLOAD", "DOWNLOAD", "REISSUE"})
    void shareWithoutTheSecretOpensNothing(SlotKind kind) {
        var slot = slots.seal(kind, link, share, UNTIL, key);

        assertThat(slots.open(kind, LinkSecret.random(RANDOM), share, UNTIL, slot)).isEmpty();
    }

    @Test
    void changedDateInvalidatesASlot() {
        var slot = slots.seal(SlotKind.DOWNLOAD, link, share, UNTIL, key);

        assertThat(slots.open(SlotKind.DOWNLOAD, link, share, UNTIL.plusSeconds(1), slot)).isEmpty();
        assertThat(slots.open(SlotKind.DOWNLOAD, link, share, UNTIL.minusSeconds(1), slot)).isEmpty();
    }

    @Test
    void aSlotOfOneKindDoesNotOpenAsAnother() {
        for (var sealed : SlotKind.values()) {
            var slot = slots.seal(sealed, link, share, UNTIL, key);
            for (var tried : SlotKind.values()) {
                if (tried != sealed) {
                    assertThat(opens(tried, slot)).as("%s as %s", sealed, tried).isFalse();
                }
            }
        }
    }

    @Test
    void aSlotOfAnotherTransferDoesNotOpen() {
        var slot = slots.seal(SlotKind.DOWNLOAD, link, share, UNTIL, key);
        var other = new Share(UUID.randomUUID(), share.bytes());

        assertThat(slots.open(SlotKind.DOWNLOAD, link, other, UNTIL, slot)).isEmpty();
    }

    @Test
    void everyFlippedBitInvalidatesASlot() {
        var slot = slots.seal(SlotKind.DOWNLOAD, link, share, UNTIL, key);

        assertThat(IntStream.range(0, slot.length * 8)).allSatisfy(bit ->
                assertThat(slots.open(SlotKind.DOWNLOAD, link, share, UNTIL, flipped(slot, bit))).isEmpty());
    }

    @Test
    void reportSlotOpensNamesButNoDocuments() {
        var slot = slots.seal(SlotKind.REPORT, link, share, UNTIL, key);
        var held = slots.openReport(link, share, UNTIL, slot).orElseThrow();

        assertThat(held.bytes()).isEqualTo(key.manifestKey().bytes()).isNotEqualTo(key.bytes());
        assertThat(new TransferKey(transfer, held.bytes()).documentKey(transfer))
                .isNotEqualTo(key.documentKey(transfer));
    }

    @Test
    void shareOpensUnderItsMasterKeyAndForItsTransferOnly() {
        var sealed = slots.seal(share, 1);

        assertThat(slots.openShare(transfer, sealed).orElseThrow().bytes()).isEqualTo(share.bytes());
        assertThat(slots.openShare(UUID.randomUUID(), sealed)).isEmpty();
        assertThat(new Slots(aead, RANDOM, keys()).openShare(transfer, sealed)).isEmpty();
    }

    private boolean opens(SlotKind kind, byte[] slot) {
        return kind == SlotKind.REPORT
                ? slots.openReport(link, share, UNTIL, slot).isPresent()
                : slots.open(kind, link, share, UNTIL, slot).isPresent();
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        var changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return changed;
    }

    private static PurposeKeys keys() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return TestPurposeKeys.of(bytes);
    }
}
