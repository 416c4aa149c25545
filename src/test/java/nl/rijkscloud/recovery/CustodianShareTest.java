package nl.rijkscloud.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import nl.rijkscloud.vault.CheckedText;
import nl.rijkscloud.vault.RecoveryKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that a new key leaves, and what two people can do wrong with their shares. */
final class CustodianShareTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;

    private RecoveryKey key;

    @BeforeEach
    void make() throws Exception {
        key = RecoveryKeyMaking.make(folder.resolve("made"), RANDOM);
    }

    @Test
    void anyTwoSharesJoinToTheKeyOfTheirPublicHalf() throws Exception {
        assertThat(RecoveryKey.read(folder.resolve("made").resolve(RecoveryKeyMaking.PUBLIC)).shownId())
                .isEqualTo(key.shownId());
        for (var pair : new int[][] {{1, 2}, {1, 3}, {3, 2}}) {
            try (var secret = CustodianShare.join(share(pair[0]), share(pair[1]))) {
                assertThat(secret.publicHalf().text()).isEqualTo(key.text());
            }
        }
    }

    @Test
    void noFileHoldsThePrivateHalfAndOnlyTheOwnerReadsThem() throws Exception {
        try (var files = Files.list(folder.resolve("made"));
                var secret = CustodianShare.join(share(1), share(2))) {
            var all = files.toList();
            assertThat(all).hasSize(4).allSatisfy(file -> {
                assertThat(Files.readString(file)).doesNotContainIgnoringCase(
                        HexFormat.of().formatHex(secret.bytes()), encoded(secret.bytes()));
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
            });
        }
    }

    @Test
    void makingOverwritesNothing() throws Exception {
        var before = Files.readString(file(2));
        Files.delete(file(1));
        Files.delete(folder.resolve("made").resolve(RecoveryKeyMaking.PUBLIC));

        assertThatThrownBy(() -> RecoveryKeyMaking.make(folder.resolve("made"), RANDOM))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.exists(file(1))).isFalse();
        assertThat(Files.readString(file(2))).isEqualTo(before);
    }

    @Test
    void wrongSignNamesItsShare() throws Exception {
        var text = Files.readString(file(2));
        var place = text.indexOf("RKS1-") + 30;
        var wrong = text.substring(0, place) + (text.charAt(place) == '7' ? '8' : '7') + text.substring(place + 1);

        assertThatThrownBy(() -> CustodianShare.parse("share-2.txt", wrong)).isInstanceOf(RecoveryRefused.class)
                .hasMessageStartingWith("share-2.txt: ").hasMessageContaining("wrong");
    }

    @Test
    void oneShareGivenTwiceIsNotEnough() throws Exception {
        var one = share(3);
        var again = share(3);

        assertThatThrownBy(() -> CustodianShare.join(one, again)).isInstanceOf(RecoveryRefused.class)
                .hasMessage("both are share 3; two different ones are needed");
    }

    @Test
    void sharesOfTwoKeysDoNotJoin() throws Exception {
        var other = RecoveryKeyMaking.make(folder.resolve("other"), RANDOM);
        var ours = share(1);
        var theirs = CustodianShare.parse("other", Files.readString(folder.resolve("other/recovery-share-2.txt")));

        assertThatThrownBy(() -> CustodianShare.join(ours, theirs)).isInstanceOf(RecoveryRefused.class)
                .hasMessageContaining(key.shownId()).hasMessageContaining(other.shownId());
    }

    /** Its checksum fits, because whoever forges a share computes it. */
    @Test
    void forgedShareJoinsToNoKey() throws Exception {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        var forged = new CustodianShare(2, key.id(), bytes);
        var ours = share(1);

        assertThatThrownBy(() -> CustodianShare.join(ours, CustodianShare.parse("forged", forged.text())))
                .isInstanceOf(RecoveryRefused.class).hasMessageContaining("do not join to key " + key.shownId());
    }

    private CustodianShare share(int number) throws Exception {
        return CustodianShare.parse("share", Files.readString(file(number)));
    }

    private Path file(int number) {
        return folder.resolve("made/recovery-share-" + number + ".txt");
    }

    /** The signs of a text that holds these bytes anywhere, but for the ends that depend on what is beside them. */
    private static String encoded(byte[] bytes) {
        return CheckedText.of("X", bytes).substring(2, 50);
    }
}
