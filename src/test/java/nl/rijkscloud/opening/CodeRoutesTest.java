package nl.rijkscloud.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;

/** An outsider downloads documents from staff: the whole portal, over HTTP. */
final class CodeRoutesTest {
    /** The portal follows the clock of its database, which may be ahead of the test's. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    private final RecipientJourney recipient = new RecipientJourney(TestPortal.shared(), DemoStaff.LOTTE);

    @Test
    void linkAndCodeTogetherOpenTheDocuments() {
        var browser = new PortalClient(TestPortal.shared().baseUrl());
        var code = recipient.code();
        var opened = PortalClient.json(recipient.open(browser));

        assertThat(recipient.mail(recipient.email()).subject()).isEqualTo("Een document van IGJ");
        assertThat(opened.getString("needs")).isEqualTo("code");
        assertThat(opened.getString("numberEnding")).isEqualTo(recipient.mobile().substring(10));
        assertThat(opened.getInstant("codeUntil")).isBetween(
                Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(24)).plus(CLOCKS));
        assertThat(opened.getBoolean("locked")).isFalse();
        assertThat(code(browser.get("/api/transfer"))).isEqualTo("code-required");
        var before = browser.cookie();

        var answer = recipient.guess(browser, code.substring(0, 3) + " " + code.substring(3));

        assertThat(PortalClient.json(answer)).isEqualTo(
                new JsonObject().put("kind", "download").put("transfer", recipient.transfer().toString()));
        assertThat(browser.cookie()).isNotEqualTo(before);
        var transfer = PortalClient.json(browser.get("/api/transfer?transfer=" + recipient.transfer()));
        assertThat(transfer.getJsonObject("message").getString("subject")).isEqualTo("Jaarstukken");
        var document = SenderJourney.documents(transfer).getFirst();
        assertThat(browser.download(document.getString("href")).body()).isEqualTo(RecipientJourney.CONTENT);
        assertThat(browser.download(transfer.getJsonObject("archive").getString("href")).statusCode()).isEqualTo(200);
        assertThat(PortalClient.json(recipient.open(browser)).getString("needs")).isNull();
    }

    /** Brute force takes no more than the five tries either, from any number of browsers. */
    @Test
    void fiveOfThreeHundredParallelGuessesAreCompared() throws Exception {
        var wrong = RecipientJourney.otherThan(recipient.code());
        var browsers = Stream.generate(recipient::browser).limit(10).toList();

        var answers = parallel(300, guess -> recipient.guess(browsers.get(guess % browsers.size()), wrong));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(401);
        assertThat(answers).extracting(answer -> PortalClient.json(answer).getInteger("triesLeft"))
                .filteredOn(Objects::nonNull)
                .containsExactlyInAnyOrder(4, 3, 2, 1);
        assertThat(code(recipient.guess(recipient.browser(), recipient.code()))).isEqualTo("code-unusable");
    }

    @Test
    void parallelRequestsSendOneMessage() throws Exception {
        recipient.code();
        var browsers = Stream.generate(recipient::browser).limit(4).toList();
        assertThat(code(resend(browsers.getFirst()))).isEqualTo("too-many-requests");
        recipient.forgetPause();
        var first = recipient.texts(recipient.mobile());

        var answers = parallel(40, request -> resend(browsers.get(request % browsers.size())));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 202).singleElement()
                .satisfies(answer -> assertThat(PortalClient.json(answer)).isEqualTo(
                        new JsonObject().put("numberEnding", recipient.mobile().substring(10)).put("retryAfter", 60)));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 429)
                .allSatisfy(answer -> assertThat(answer.headers().firstValue("Retry-After")).isPresent());
        await().until(() -> recipient.texts(recipient.mobile()) == first + 1);
        assertThat(recipient.sms(recipient.mobile()).text()).contains("10 minuten");
        assertThat(recipient.guess(browsers.getLast(), recipient.code()).statusCode()).isEqualTo(200);
    }

    @Test
    void openingReadingAndScanningSendNothing() {
        recipient.code();
        recipient.forgetPause();
        var scanner = recipient.browser();
        var sent = recipient.texts(recipient.mobile());

        scanner.get("/ontvang/" + SenderJourney.parts(recipient.link()).getString("link"));
        assertThat(PortalClient.json(scanner.get("/api/sessions/code")).getInteger("retryAfter")).isZero();
        assertThat(scanner.get("/api/sessions/code/resend").statusCode()).isEqualTo(405);

        assertThat(recipient.texts(recipient.mobile())).isEqualTo(sent);
    }

    @Test
    void browserWithoutTheLinkLearnsNothing() {
        var nobody = new PortalClient(TestPortal.shared().baseUrl());
        var reader = recipient.sender().browser();
        var colleague = new PortalClient(TestPortal.shared().baseUrl());
        var sent = SenderJourney.begin(TestPortal.shared());
        sent.add("brief.txt", RecipientJourney.CONTENT);
        sent.awaitChecked();
        sent.submit();
        SenderJourney.expect(200, colleague.post("/api/sessions", SenderJourney.parts(sent.downloadLink())));

        for (var browser : List.of(nobody, reader, colleague)) {
            assertThat(code(browser.get("/api/sessions/code"))).isEqualTo("not-found");
            assertThat(code(resend(browser))).isEqualTo("not-found");
            assertThat(code(recipient.guess(browser, "123456"))).isEqualTo("not-found");
        }
    }

    @Test
    void oneRecipientsCodeOpensNothingOfAnother() {
        var other = new RecipientJourney(TestPortal.shared(), DemoStaff.LOTTE);
        var browser = recipient.browser();
        other.open(browser);

        var answer = browser.post(
                "/api/sessions/code?transfer=" + other.transfer(), new JsonObject().put("code", recipient.code()));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(recipient.guess(browser.withSameCookie(), "x").statusCode()).isEqualTo(401);
        assertThat(browser.post("/api/sessions/code?transfer=" + recipient.transfer(),
                new JsonObject().put("code", recipient.code()))
                .statusCode()).isEqualTo(200);
        assertThat(code(browser.get("/api/transfer?transfer=" + other.transfer()))).isEqualTo("code-required");
    }

    @Test
    void expiredLinkAsksForNoCode() {
        var browser = recipient.browser();
        recipient.sql("update link set expires_at = now() where recipient_id = '" + recipient.recipient() + "'");

        assertThat(code(browser.get("/api/sessions/code"))).isEqualTo("not-found");
        assertThat(code(resend(browser))).isEqualTo("not-found");
        assertThat(code(recipient.guess(browser, recipient.code()))).isEqualTo("not-found");
    }

    @Test
    void replacedLinkInvalidatesItsCode() {
        var browser = recipient.browser();
        var code = recipient.code();
        SenderJourney.expect(202, recipient.sender().browser().post("/api/report/reissue", recipient.secret()));

        assertThat(code(recipient.guess(browser, code))).isEqualTo("not-found");
    }

    private static HttpResponse<String> resend(PortalClient browser) {
        return browser.post("/api/sessions/code/resend", new JsonObject());
    }

    private static String code(HttpResponse<String> answer) {
        return PortalClient.json(answer).getString("code");
    }

    private static <T> List<T> parallel(int times, IntFunction<T> act) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = IntStream.range(0, times).mapToObj(time -> threads.submit(() -> act.apply(time))).toList();
            threads.shutdown();
            threads.awaitTermination(1, TimeUnit.MINUTES);
            return futures.stream().map(Future::resultNow).toList();
        }
    }
}
