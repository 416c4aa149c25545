package nl.rijkscloud.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import nl.rijkscloud.testing.TestPurposeKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seals to a recovery key, and files and points that are taken for one. */
final class RecoveryKeyTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RecoverySecret secret = RecoverySecret.random(RANDOM);
    private final RecoveryKey key = secret.publicHalf();
    private final Slots slots = new Slots(new Aead(RANDOM), RANDOM, TestPurposeKeys.sample());
    private final UUID transfer = UUID.randomUUID();
    private final Share share = slots.newShare(transfer);
    private final TransferKey tk = TransferKey.random(transfer, RANDOM);

    @TempDir
    private Path folder;

    @Test
    void slotOpensWithShareAndSecretOnly() {
        var sealed = slots.sealRecovery(key, share, tk);
        var inner = Slots.openRecovery(share, sealed).orElseThrow();

        assertThat(Slots.recoveryId(sealed)).isEqualTo(key.id());
        assertThat(secret.openSlot(transfer, inner).orElseThrow().bytes()).isEqualTo(tk.bytes());
        assertThat(RecoverySecret.random(RANDOM).openSlot(transfer, inner)).isEmpty();
        assertThat(Slots.openRecovery(slots.newShare(transfer), sealed)).isEmpty();
    }

    @Test
    void slotIsBoundToTransferAndKey() {
        var sealed = slots.sealRecovery(key, share, tk);
        var inner = Slots.openRecovery(share, sealed).orElseThrow();
        var other = UUID.randomUUID();

        assertThat(secret.openSlot(other, inner)).isEmpty();
        assertThat(Slots.openRecovery(new Share(other, share.bytes()), sealed)).isEmpty();
        sealed[0] ^= 1; // the id of the key
        assertThat(Slots.openRecovery(share, sealed)).isEmpty();
    }

    @Test
    void slotIsNoExport() {
        var inner = Slots.openRecovery(share, slots.sealRecovery(key, share, tk)).orElseThrow();
        var export = key.sealExport(Kdf.bytes(transfer), tk.bytes());

        assertThat(secret.openExport(Kdf.bytes(transfer), inner)).isEmpty();
        assertThat(secret.openSlot(transfer, export)).isEmpty();
        assertThat(secret.openExport(Kdf.bytes(transfer), export)).hasValue(tk.bytes());
    }

    @Test
    void fileOfThePublicHalfIsReadAgain() throws Exception {
        var file = Files.writeString(folder.resolve("key.txt"), "Public half\n\n" + key.text() + "\n");

        assertThat(RecoveryKey.read(file).shownId()).isEqualTo(key.shownId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RKS1-0000", "RKK1-0000", "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VuAyEA"})
    void otherFilesAreRefusedWithoutAQuote(String content) throws Exception {
        var file = Files.writeString(folder.resolve("key.txt"), content);

        assertThatThrownBy(() -> RecoveryKey.read(file)).isInstanceOf(IOException.class).hasMessageStartingWith("it ");
    }

    /** Points of small order (RFC 7748 section 6.1): whoever sealed to them would seal under a key that all know. */
    @ParameterizedTest
    @ValueSource(strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"})
    void pointToWhichNothingCanBeSealedIsRefused(String point) {
        assertThatThrownBy(() -> RecoveryKey.of(HexFormat.of().parseHex(point)))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("it is no public key of X25519");
    }
}
