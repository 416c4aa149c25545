package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;

/**
 * Every request over HTTP/1 gets a documented response, and never an internal error. By hand for longer: {@code mvn
 * test -Dtest=FuzzTest -Dfuzz.requests=30000 -Dfuzz.seed=7}.
 */
final class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2000);
    private static final long SEED = Long.getLong("fuzz.seed", 20261129);

    /** Statuses that the introduction of the description documents for all operations. */
    private static final Set<Integer> ANYWHERE = Set.of(400, 403, 404, 405, 408, 413, 414, 417, 431, 505);
    /** An address or method outside the description; or a page. */
    private static final Set<Integer> ELSEWHERE = Set.of(200, 204, 303, 401, 404, 405, 412, 415, 422, 429);
    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.[01] (\\d{3}) ");
    private static final Pattern INTERIM = Pattern.compile("^(?:HTTP/1\\.1 100 [^\\r]*\\r\\n\\r\\n)+");

    @Test
    void everyResponseIsDocumentedAndNoneIsAnInternalError() throws IOException {
        var portal = TestPortal.shared();
        var letter = new RecipientJourney(portal, DemoStaff.LOTTE);
        var cookies = List.of(
                "", SenderJourney.begin(portal).browser().cookie(), letter.browser().cookie(),
                StaffJourney.signIn(portal, DemoStaff.LOTTE).browser().cookie(),
                StaffJourney.signIn(portal, DemoStaff.BRAM).browser().cookie());
        var fuzz = new Fuzz(SEED, portal.baseUrl().getAuthority(), List.of(
                "/", "/gegevens", "/verstuur/{id}", "/ontvang/{id}", "/rapportage/{id}", "/inspectie",
                "/inspectie/verzending/{id}", "/assets/{id}",
                "/.well-known/security.txt", "/{id}", "/privacy"));
        var wrong = new ArrayList<String>();
        var seen = new TreeMap<Integer, Integer>();
        for (var i = 0; i < REQUESTS; i++) {
            var request = fuzz.next(cookies.get(i % cookies.size()));
            String answer;
            try (var line = new RawConnection(portal.baseUrl())) {
                line.bytes(request.bytes());
                answer = INTERIM.matcher((request.whole() ? line : line.finish()).readToEnd()).replaceFirst("");
            }
            var status = STATUS.matcher(answer);
            if (!status.find()) {
                if (!request.whole() && (answer.isEmpty() || answer.equals("[reset]"))) {
                    continue;
                }
                wrong.add("no answer (" + answer + ") to " + request);
                continue;
            }
            var code = Integer.parseInt(status.group(1));
            seen.merge(code, 1, Integer::sum);
            var allowed = request.described().isEmpty() ? ELSEWHERE : request.described();
            if (!allowed.contains(code) && !ANYWHERE.contains(code)
                    && !(code == 501 && request.toString().contains("Transfer-Encoding"))) {
                wrong.add(code + " to " + request + "\n      " + answer.substring(answer.indexOf("\r\n\r\n") + 4));
            } else if (!answer.contains("\r\ncontent-security-policy: ")
                    && !answer.contains("\r\nContent-Security-Policy: ")) {
                wrong.add("no headers of ours with " + code + " to " + request + "\n      " + answer);
            }
        }

        assertThat(String.join("\n", wrong)).as("of %s", seen).isEmpty();
        assertThat(seen.keySet()).as("the requests get beyond the door").contains(200, 400, 401, 403, 404, 415, 422);
    }
}
