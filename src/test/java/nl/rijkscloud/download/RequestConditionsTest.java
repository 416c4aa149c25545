package nl.rijkscloud.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** If-Match and If-None-Match on downloads, RFC 9110 section 13. */
final class RequestConditionsTest {
    @TempDir
    static Path folder;

    private static DownloadServer server;

    @BeforeAll
    static void serve() throws Exception {
        server = new DownloadServer(folder);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', nullValues = "-", textBlock = """
            # If-Match        | If-None-Match | status
            TAG               | -             | 200
            "x", TAG , "y"    | -             | 200
            *                 | -             | 200
            "x"               | -             | 412
            W/TAG             | -             | 412
            nonsense          | -             | 412
            TAG nonsense      | -             | 412
            -                 | TAG           | 304
            -                 | "x", W/TAG    | 304
            -                 | *             | 304
            -                 | "x"           | 200
            -                 | nonsense      | 200
            TAG               | TAG           | 304
            "x"               | TAG           | 412
            """)
    void conditionsPrecedeTheRangeAndRecordNothing(String match, String noneMatch, int status) throws Exception {
        var tag = DownloadServer.header(
                server.send(server.request("/api/documents/" + server.document).HEAD().build()), "etag");
        var lines = server.linesOf(server.document, "document-download-begun");
        var request = server.request("/api/documents/" + server.document);
        Stream.of(new String[] {"If-Match", match}, new String[] {"If-None-Match", noneMatch})
                .filter(pair -> pair[1] != null)
                .forEach(pair -> request.setHeader(pair[0], pair[1].replace("TAG", tag)));

        assertThat(server.send(request.copy().HEAD().build()).statusCode()).isEqualTo(status);
        var answer = server.send(request.setHeader("Range", "bytes=0-9").setHeader("If-Range", tag).build());

        assertThat(answer.statusCode()).isEqualTo(status == 200 ? 206 : status);
        if (status != 200) {
            assertThat(answer.headers().firstValue("content-disposition")).isEmpty();
            assertThat(server.linesOf(server.document, "document-download-begun")).isEqualTo(lines);
        }
        if (status == 304) {
            assertThat(DownloadServer.header(answer, "etag")).isEqualTo(tag);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void linesOfTagsAreReadAsOneList() throws Exception {
        var tag = DownloadServer.header(
                server.send(server.request("/api/documents/" + server.document).HEAD().build()), "etag");

        assertThat(server.get("/api/documents/" + server.document, "If-Match", "\"x\"", "If-Match", tag).statusCode())
                .isEqualTo(200);
    }
}
