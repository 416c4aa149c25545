package nl.rijkscloud.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import org.awaitility.Awaitility;

/** Documents that were sent to the inspectorate and that a signed-in member of staff downloads. */
final class PortalOffers {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private PortalOffers() {}

    static Offer.Stored one(PortalServer portal, long length) throws IOException {
        var intake = new PortalIntake(portal, 1);
        var slot = intake.slot(length); // never closed: the document stays
        try (var exchange = new Exchange(portal)) {
            var answer = exchange.upload(slot.head(), length);
            if (!answer.succeeded()) {
                throw new IllegalStateException(answer.head());
            }
        }
        var sender = intake.sender();
        PortalIntake.awaitChecked(sender);
        sender.submit();
        var link = Awaitility.await("delivery").atMost(PATIENCE).ignoreExceptions()
                .until(sender::downloadLink, found -> true);
        var staff = StaffJourney.signIn(portal.process(), DemoStaff.SANNE);
        staff.open(link);
        var href = SenderJourney.documents(staff.transfer()).getFirst().getString("href");
        return new Offer.Stored(
                Offer.of(portal, href, "Cookie: " + staff.browser().cookie()), file(portal.process().blobs(), href));
    }

    private static Path file(Path blobs, String href) throws IOException {
        try (var files = Files.walk(blobs)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> href.contains(file.getFileName().toString().replace(".blob", "")))
                    .findFirst().orElseThrow();
        }
    }
}
