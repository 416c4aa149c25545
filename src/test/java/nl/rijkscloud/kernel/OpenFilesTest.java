package nl.rijkscloud.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenFilesTest {
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            most,   for connections, connections
            100,    50,              42
            512,    256,             224
            1024,   768,             672
            4096,   3072,            2688
            65536,  49152,           43008
            """)
    void connectionsLeaveFilesForThePortalsOwnWork(long most, int forConnections, int connections) {
        assertThat(new OpenFiles(most).forConnections()).isEqualTo(forConnections);
        assertThat(new OpenFiles(most).connections()).isEqualTo(connections);
    }

    @Test
    void systemWithoutAFileLimitLimitsNothing() {
        assertThat(new OpenFiles(Long.MAX_VALUE).connections()).isGreaterThan(1_000_000);
    }
}
