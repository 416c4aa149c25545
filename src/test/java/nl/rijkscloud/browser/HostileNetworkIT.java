package nl.rijkscloud.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.FilterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Uploads through networks that users have. Each ends in a document that is delivered whole, or in one true sentence.
 * The pages run in parallel, with a clock that the test advances, so that no test waits for time limits.
 */
@BrowserTest
class HostileNetworkIT {
    private static final int SIZE = 2_300_000;
    /** A document of one piece goes with the request that begins it. */
    private static final int SMALL = 700_000;
    private static final long LEAST_PIECE = 256 << 10;
    private static final String NAME = "dossier.pdf";
    private static final long STEP_MS = 5_000;
    private static final int MOST_STEPS = 120;

    @TempDir
    Path device;

    @ParameterizedTest
    @ValueSource(ints = {SIZE, SMALL})
    void documentsArriveOverUsualNetworksOrThePageSaysWhyNot(int size, Visitors visitors) {
        play(visitors, size, HostileNetwork.usual());
    }

    /** A proxy that buffers whole bodies and forwards none once received 252 MB from one page in half a minute. */
    @Test
    void lostPiecesAreSentAgainInSmallerPieces(Visitors visitors) {
        var lengths = new CopyOnWriteArrayList<Long>();
        play(visitors, SIZE, new HostileNetwork("takes all, passes on nothing", request -> {
            if (request.carriesBytes()) {
                lengths.add(request.length());
                request.answer(503, "Service Unavailable");
            } else {
                request.forward();
            }
        }, HostileNetwork.BLOCKED));
        // The page gives up after a number of attempts. On a slow machine some end before they have sent any bytes.
        assertThat(lengths).hasSizeGreaterThan(1).containsExactlyElementsOf(
                Stream.iterate(lengths.getFirst(), length -> Math.max(length / 2, LEAST_PIECE))
                .limit(lengths.size()).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {SIZE, SMALL})
    @Tag("soak")
    void bytesArriveOrThePageSaysThatTheyDoNot(int size, Visitors visitors) {
        play(visitors, size, HostileNetwork.ofBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {SIZE, SMALL})
    @Tag("soak")
    void refusedRequestsAreMadeInAnotherWay(int size, Visitors visitors) {
        play(visitors, size, HostileNetwork.ofRequests(size == SMALL));
    }

    @ParameterizedTest
    @ValueSource(ints = {SIZE, SMALL})
    @Tag("soak")
    void lostOrForeignResponsesAreRequestedAgain(int size, Visitors visitors) {
        play(visitors, size, HostileNetwork.ofAnswers());
    }

    private void play(Visitors visitors, int size, HostileNetwork... networks) {
        visitors.expecting("net::ERR_").expecting("status of ");
        var file = new Papers(device).pdf(NAME, size);
        var portal = visitors.portal().config().server().port();
        try (var proxy = HostileProxy.before(portal)) {
            visitors.line().leadTo(proxy.port());
            var scenes = Arrays.stream(networks).map(network -> Scene.begin(visitors, proxy, network, file)).toList();
            await(scenes);
            assertThat(scenes).extracting(Scene::outcome).containsExactlyElementsOf(
                    Arrays.stream(networks)
                    .map(network -> network.name() + ": " + (network.passes() ? "sent" : network.words())).toList());
            assertThat(digestsOfWhatWasDelivered(visitors, scenes)).allMatch(digest(file)::equals);
        } finally {
            visitors.line().leadTo(portal);
        }
    }

    private static String digest(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException | NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void await(List<Scene> scenes) {
        for (var step = 0; step < MOST_STEPS && !scenes.stream().allMatch(Scene::over); step++) {
            scenes.stream().filter(scene -> !scene.over()).forEach(Scene::windOn);
        }
    }

    private List<String> digestsOfWhatWasDelivered(Visitors visitors, List<Scene> scenes) {
        var inspector = StaffJourney.signIn(visitors.portal(), DemoStaff.SANNE);
        return scenes.stream().filter(scene -> scene.network.passes()).map(scene -> {
            inspector.open(scene.mail.downloadLink());
            return SenderJourney.documents(inspector.transfer()).getFirst().getString("sha256");
        }).toList();
    }

    /** One person with one document on one network. */
    private static final class Scene {
        private final HostileNetwork network;
        private final SenderJourney mail;
        private final Visitor sender;
        private boolean pressed;

        private Scene(HostileNetwork network, SenderJourney mail, Visitor sender) {
            this.network = network;
            this.mail = mail;
            this.sender = sender;
        }

        private static Scene begin(Visitors visitors, HostileProxy proxy, HostileNetwork network, Path file) {
            var mail = SenderJourney.before(visitors.portal());
            mail.fillIn("nl");
            var sender = visitors.onADesktop();
            var page = sender.page();
            page.clock().install();
            sender.open(mail.uploadLink()).isAt("Uw document(en) versturen");
            proxy.surround(network.name(), network.obstacle());
            page.context().setExtraHTTPHeaders(Map.of(HostileProxy.ENVIRONMENT, network.name()));
            new UploadPage(sender).choose(file);
            return new Scene(network, mail, sender);
        }

        private void windOn() {
            if (!pressed && sender.page().locator("#lijst p").filter(new FilterOptions().setHasText("Ontvangen"))
                    .count() > 0) {
                pressed = true;
                sender.press("Verstuur document(en)");
            }
            sender.page().clock().runFor(STEP_MS);
        }

        private boolean over() {
            return network.passes() ? shows("Uw documenten zijn verzonden") : shows(network.words());
        }

        private boolean shows(String words) {
            return sender.page().getByText(words).filter(new FilterOptions().setVisible(true)).count() > 0;
        }

        private String outcome() {
            var words = over() ? network.passes() ? "sent" : network.words()
                    : sender.page().locator("#totaal, #lijst, [data-errors]").allInnerTexts().toString();
            return network.name() + ": " + words;
        }
    }
}
