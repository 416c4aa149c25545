package nl.rijkscloud.startup;

import static org.assertj.core.api.Assertions.assertThat;

import nl.rijkscloud.kernel.OpenFiles;
import org.junit.jupiter.api.Test;

final class ProcessCheckTest {
    @Test
    void tooFewFilesForTheUploadsIsAWarning() {
        assertThat(ProcessCheck.uploads(200, new OpenFiles(799)).warnings()).singleElement().asString()
                .startsWith("documents.maxConcurrentUploads: 200 uploads need 800 open files, and this process may "
                        + "open 799;");
        assertThat(ProcessCheck.uploads(200, new OpenFiles(800))).isEqualTo(Findings.NOTHING);
    }

    @Test
    void tooFewFilesForTheConnectionsIsAWarning() {
        assertThat(ProcessCheck.connections(4000, new OpenFiles(1024)).warnings()).singleElement().asString()
                .startsWith("server.connections.most: of 4000 connections only 672 are let in at once, since this "
                        + "process may open 1024 files;");
        assertThat(ProcessCheck.connections(4000, new OpenFiles(8000))).isEqualTo(Findings.NOTHING);
    }
}
