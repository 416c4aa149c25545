package nl.rijkscloud.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import nl.rijkscloud.content.ScanResult.State;
import nl.rijkscloud.scan.Scanner.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An ICAP server that behaves, and the meaning of its answers. */
final class IcapAnswerTest {
    private ScriptedIcap icap;

    @BeforeEach
    void start() {
        icap = new ScriptedIcap();
    }

    @AfterEach
    void stop() {
        icap.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Preview: 1024\r\n", "Preview: 0\r\n", ""})
    void answerOfAWellBehavedOneCountsWithItsNewestTag(String preview) {
        icap.options = ScriptedIcap.options(preview);
        icap.behaviour = (socket, received) -> ScriptedIcap.answer(socket, received, ScriptedIcap.CLEAN);

        var verdict = icap.scan(200_000);

        assertThat(verdict.state()).isEqualTo(State.CLEAN);
        assertThat(verdict.engine()).contains(new Engine("Test/1", Optional.of("t2"), Engine.EVERYTHING, true));
    }

    @Test
    void nothingOfADocumentIsSentButItsLengthAndItsBytes() {
        var head = new StringBuffer();
        icap.behaviour = (socket, received) -> {
            head.setLength(0);
            head.append(received.text(), 0, received.text().indexOf("\r\n\r\nHTTP") > 0
                    ? received.text().length() : 0);
            ScriptedIcap.answer(socket, received, ScriptedIcap.CLEAN);
        };

        icap.scan(3);

        assertThat(head.toString()).isEqualTo("RESPMOD icap://127.0.0.1:" + icap.server.actualPort()
                + "/scan ICAP/1.0\r\nHost: 127.0.0.1:" + icap.server.actualPort()
                + "\r\nUser-Agent: Rijkscloud\r\nConnection: close\r\nAllow: 204\r\nPreview: 2\r\n"
                + "Encapsulated: req-hdr=0, res-hdr=73, res-body=171\r\n\r\n"
                + "GET http://document.invalid/document HTTP/1.1\r\nHost: document.invalid\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nETag: \"rijkscloud\"\r\n"
                + "Content-Length: 3\r\n\r\n2\r\nxx\r\n0\r\n\r\n1\r\nx\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HTTP/1.1 403 Forbidden\\r\\n\\r\\n | INFECTED",
        "HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\n\\r\\n | INFECTED",
        "HTTP/1.1 200 OK\\r\\nETag: \"rijkscloud\"\\r\\n\\r\\n | NOT_SCANNED",
        "HTTP/1.1 502 Bad\\r\\n\\r\\n | NOT_SCANNED"})
    void pageInPlaceOfTheDocumentIsAFindingUnlessItIsOursOrAFault(String page, State state) {
        var text = page.replace("\\r\\n", "\r\n");
        icap.behaviour = (socket, received) -> ScriptedIcap.answer(socket, received,
                "ICAP/1.0 200 OK\r\nISTag: \"t\"\r\nEncapsulated: res-hdr=0, res-body=" + text.length()
                        + "\r\n\r\n" + text + "1\r\nx\r\n");

        assertThat(icap.scan(5000).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "X-Infection-Found: Type=0; Resolution=2; Threat=Win.Worm-1; | INFECTED | Win.Worm-1",
        "X-Infection-Found: Type=2; Resolution=0; Threat=Container violation; | NOT_SCANNED | -",
        "X-Infection-Found: Type=0; Threat=Heuristics.Encrypted.Zip; | NOT_SCANNED | -",
        "X-Virus-ID: Win.Worm-1 | INFECTED | Win.Worm-1",
        "X-Virus-ID: no | CLEAN | -",
        "X-Violations-Found: 1 - Win.Worm-1 0 0 | INFECTED | Win.Worm-1",
        "X-Violations-Found: 0 | CLEAN | -"})
    void headersOfSeveralMakersAreUnderstood(String header, State state, String finding) {
        var status = state == State.CLEAN ? "204 No" : "200 OK";
        icap.behaviour = (socket, received) -> ScriptedIcap.answer(socket, received,
                "ICAP/1.0 " + status + "\r\n" + header + "\r\nEncapsulated: null-body=0\r\n\r\n");

        var verdict = icap.scan(5000);

        assertThat(verdict.state()).isEqualTo(state);
        assertThat(verdict.finding()).isEqualTo(Optional.ofNullable(finding));
    }

    @Test
    void infectionIsBelievedBeforeTheEndAndInThePreview() {
        icap.behaviour = (socket, received) -> socket.write(ScriptedIcap.FOUND);

        assertThat(icap.scan(900_000).state()).isEqualTo(State.INFECTED);
    }
}
