package nl.rijkscloud.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import nl.rijkscloud.content.ScanResult.Reason;
import nl.rijkscloud.content.ScanResult.State;
import nl.rijkscloud.testing.Certificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An ICAP server over TLS gets documents only if it is the one that is meant. */
final class IcapTlsTest {
    @TempDir
    private static Path folder;

    private static Certificate certificate;

    @BeforeAll
    static void makeCertificates() {
        certificate = Certificate.make(folder, "right", "dns:localhost");
        Certificate.make(folder, "other", "dns:localhost");
    }

    @Test
    void documentsGoToTheServerWithTheRightCertificate() {
        try (var icap = ScriptedIcap.overTls(certificate, "localhost", Optional.of(certificate.chain()))) {
            icap.behaviour = (socket, received) -> ScriptedIcap.answer(socket, received, ScriptedIcap.CLEAN);

            assertThat(icap.scan(5000).state()).isEqualTo(State.CLEAN);
            assertThat(icap.scanner.isReady()).isTrue();
            assertThat(icap.documents).hasValue(1);
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', value = {
        // host    | trusted
        "127.0.0.1 | right.crt",
        "localhost | other.crt",
        "localhost | -",
    })
    void serverWithAnotherNameOrAnUnknownIssuerGetsNothingAndCountsAsAway(String host, String trusted) {
        var authority = Optional.ofNullable(trusted).map(folder::resolve);
        try (var icap = ScriptedIcap.overTls(certificate, host, authority)) {
            icap.behaviour = (socket, received) -> ScriptedIcap.answer(socket, received, ScriptedIcap.CLEAN);

            assertThat(icap.scan(5000).reason()).contains(Reason.UNREACHABLE);
            assertThat(icap.scanner.isReady()).isFalse();
            assertThat(icap.documents).hasValue(0);
        }
    }
}
