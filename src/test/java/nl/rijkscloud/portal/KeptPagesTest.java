package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;

/** A browser stores no page with a form or personal data for the next user of the computer. */
class KeptPagesTest {
    private static final Pattern MOUNTED = Pattern.compile("Routing\\.read\\(router, \"(/[^\"]*)\", PageHandler");

    private static final List<String> WITHOUT_A_PERSON = List.of("/toegankelijkheid", "/privacy");

    private final PortalClient client = new PortalClient(TestPortal.shared().baseUrl());

    @Test
    void pageWithAFormOrPersonalDataIsNotStored() throws Exception {
        var mounted = Files.readString(Path.of("src/main/java/nl/rijkscloud/pages/WebPages.java"));
        var paths = MOUNTED.matcher(mounted).results()
                .map(found -> found.group(1).replace(":link", "AAAAAAAAAAAAAAAAAAAAAA")
                        .replace(":id", UUID.randomUUID().toString())).toList();

        assertThat(paths).hasSizeGreaterThan(15).allSatisfy(path -> {
            var answer = client.get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            if (WITHOUT_A_PERSON.contains(path)) {
                assertThat(answer.body()).doesNotContain("<form", "<input", "data-fill", "<script");
            } else {
                assertThat(answer.headers().firstValue("Cache-Control")).as(path).contains("no-store");
            }
        });
    }

    @Test
    void signOutClearsTheBrowsersCache() {
        var browser = StaffJourney.signIn(TestPortal.shared(), DemoStaff.LOTTE).browser();

        var answer = browser.post("/api/staff/sign-out", new JsonObject());

        assertThat(answer.headers().firstValue("Clear-Site-Data")).contains("\"cache\", \"storage\"");
        assertThat(client.delete("/api/sessions").headers().firstValue("Clear-Site-Data"))
                .contains("\"cache\", \"storage\"");
    }
}
