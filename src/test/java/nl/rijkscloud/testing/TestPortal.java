package nl.rijkscloud.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.rijkscloud.demo.DemoOptions;
import nl.rijkscloud.demo.DemoPortal;

/**
 * The portal of this JVM's tests, with a real database, mail server and SMS gateway. It starts at the first use and
 * lives as long as the JVM. Tests do not disturb each other: each uses a sender of its own.
 */
public final class TestPortal {
    /** All test clients come from one address, so the limits are high; LimitsTest has a portal of its own. */
    public static final JsonObject NO_LIMITS = new JsonObject().put("limits", new JsonObject()
            .put("mailsPerAddressPerHour", 100_000)
            .put("mailsPerAddressPerDay", 100_000)
            .put("submissionsPerSourcePerHour", 100_000)
            .put("submissionsPerHour", 100_000)
            .put("signInsPerAccountPerHour", 10_000)
            .put("signInsPerSourcePerHour", 10_000)
            .put("codesPerPhonePerHour", 10_000)
            .put("codesPerNumberPerDay", 10_000)
            .put("codesPerHour", 100_000)
            .put("linksPerSourcePerMinute", 100_000)
            .put("requestsPerStaffPerHour", 100_000)
            .put("changesPerStaffPerHour", 100_000)
            .put("firstCodesPerStaffPerHour", 100_000)
            .put("firstCodesPerNumberPerDay", 100_000));

    /**
     * Tests change rows without a server's knowledge, so it remembers none; RecentAccessTest has servers that remember
     * rows.
     */
    public static final JsonObject NO_MEMORY =
            new JsonObject().put("sessions", new JsonObject().put("remembered", "0s"));

    /** The former public name of the shared portal. */
    public static final URI FORMER = URI.create("https://oud.rijkscloud.test");

    /**
     * Two event loops, so that requests for one document meet on different ones; and the shortest allowed idle
     * time-out.
     */
    private static final JsonObject SETTINGS = new JsonObject()
            .put("server", new JsonObject().put("instances", 2).put("idleTimeout", "10s")
                    .put("former", new JsonObject().put("url", FORMER.toString()).put("until", "2099-12-31")))
            .put("codes", new JsonObject().put("readOut", true))
            .put("documents", new JsonObject().put("maxSize", "64MiB").put("maxPerTransfer", 60));

    private TestPortal() {}

    public static DemoPortal shared() {
        return Shared.PORTAL;
    }

    /** A portal with settings, data and folder of its own; the caller closes it. */
    public static DemoPortal start(Path folder, JsonObject settings) {
        try {
            return DemoPortal.start(DemoOptions.in(folder).on(TestDatabase.fresh()).with(NO_LIMITS).with(NO_MEMORY)
                    .with(ObjectServer.chosen(folder)).with(settings));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** The same for as long as the JVM lives. */
    public static DemoPortal lasting(JsonObject settings) {
        try {
            var folder = Files.createTempDirectory("rijkscloud-portal");
            var portal = start(folder, settings);
            AtExit.run(() -> {
                portal.close();
                Folders.delete(folder);
            });
            return portal;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /**
     * Two servers of one portal: one database, one folder, one master key. Mails and texts of both arrive in the inbox
     * of the first.
     */
    public static List<DemoPortal> two(Path folder, JsonObject settings) {
        return two(folder, settings, new JsonObject());
    }

    /** @param ofSecond additional settings of the second */
    public static List<DemoPortal> two(Path folder, JsonObject settings, JsonObject ofSecond) {
        try {
            var options = DemoOptions.in(folder).keeping().on(TestDatabase.fresh()).with(NO_LIMITS)
                    .with(NO_MEMORY).with(ObjectServer.chosen(folder)).with(settings);
            var first = DemoPortal.start(options);
            var same = new JsonObject()
                    .put("mail", new JsonObject().put("port", first.config().mail().port()))
                    .put("sms", new JsonObject().put("url", first.config().sms().url().toString()));
            return List.of(first, DemoPortal.start(options.with(same).with(ofSecond)));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static final class Shared {
        static final DemoPortal PORTAL = lasting(SETTINGS);
    }
}
