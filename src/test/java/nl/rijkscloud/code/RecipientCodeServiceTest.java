package nl.rijkscloud.code;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.code.RecipientCodeService.CodeStatus;
import nl.rijkscloud.code.RecipientCodeService.RecipientGuess;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.sms.OtpFixture;
import nl.rijkscloud.sms.RecipientCodeFixture;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.vault.SessionSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recipient's code opens a link, for a limited number of guesses. */
final class RecipientCodeServiceTest {
    @TempDir
    Path folder;

    private RecipientCodeFixture fixture;

    @BeforeEach
    void make() {
        fixture = new RecipientCodeFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void rightCodeOpensTheLinkInThisBrowserUnderAnotherCookie() {
        var browser = fixture.browser();
        var other = fixture.browser();

        var next = await(fixture.guess(browser, fixture.first()));

        assertThat(fixture.grant(next).codeGiven()).isTrue();
        assertThat(fixture.grant(next).alive()).isTrue();
        assertThat(fixture.grant(other).codeGiven()).isFalse();
        assertThat(catchThrowable(() -> fixture.grant(browser))).hasRootCauseInstanceOf(Failure.class);
    }

    @Test
    void codeWorksOnceAmongParallelUses() {
        var code = fixture.first();
        var browsers = Stream.generate(fixture::browser).limit(5).toList();

        var guesses = browsers.stream().map(browser -> fixture.guess(browser, code)).toList();
        await(Future.join(guesses).otherwiseEmpty());

        assertThat(guesses).filteredOn(Future::succeeded).hasSize(1);
        assertThat(refused(fixture.browser(), code).code()).isEqualTo("code-unusable");
    }

    @Test
    void parallelGuessesFromManyBrowsersAndNodesAreLimitedToTheTries() {
        var wrong = OtpFixture.otherThan(fixture.first());
        var browsers = Stream.generate(fixture::browser).limit(10).toList();
        var nodes = List.of(fixture.service(), fixture.service());

        var guesses = IntStream.range(0, 300)
                .mapToObj(guess ->
                        fixture.guess(nodes.get(guess % nodes.size()), browsers.get(guess % browsers.size()), wrong))
                .toList();
        await(Future.join(guesses).otherwiseEmpty());

        assertThat(guesses).extracting(guess -> ((Failure) guess.cause()).extras().get("triesLeft"))
                .filteredOn(Objects::nonNull)
                .containsExactlyInAnyOrder(4, 3, 2, 1);
        assertThat(wrongCodes()).isEqualTo(5);
    }

    @Test
    void tenWrongCodesLockARecipientAcrossCodesBrowsersAndRestarts() {
        var first = OtpFixture.otherThan(fixture.first());
        IntStream.range(0, 5).forEach(guess -> refused(fixture.browser(), first));
        fixture.pass(RecipientCodeService.PAUSE);
        var second = fixture.requested();
        IntStream.range(0, 4).forEach(guess -> refused(fixture.browser(), OtpFixture.otherThan(second)));
        fixture.pass(RecipientCodeService.PAUSE);
        var third = fixture.requested();

        assertThat(refused(fixture.browser(), OtpFixture.otherThan(third)).code()).isEqualTo("code-locked");
        assertThat(refused(fixture.browser(), third).code()).isEqualTo("code-locked");
        assertThat(failure(fixture.guess(fixture.service(), fixture.browser(), third)).code()).isEqualTo("code-locked");
        assertThat(wrongCodes()).isEqualTo(10);
        assertThat(status().locked()).isTrue();
    }

    @Test
    void lockedRecipientGetsNoCodeFromAnyBrowser() {
        fixture.wrongCodes(10);

        assertThat(failure(fixture.codes.request(fixture.receiver(), Actor.NOBODY)).code()).isEqualTo("code-locked");
        await(fixture.transfer.database.inTransaction(tx -> fixture.transfer.codes.sendFirst(tx, fixture.receiver())));

        assertThat(fixture.transfer.value("select count(*) from outbox")).contains("0");
    }

    @Test
    void staffUnlock() {
        fixture.wrongCodes(10);

        await(fixture.transfer.database.inTransaction(
                tx -> fixture.transfer.codes.unlock(tx, fixture.transfer.contact.id())));

        assertThat(await(fixture.guess(fixture.browser(), fixture.requested()))).isNotNull();
    }

    @Test
    void rightCodeDoesNotCountAsAnAttempt() {
        var code = fixture.first();
        refused(fixture.browser(), OtpFixture.otherThan(code));

        await(fixture.guess(fixture.browser(), code));

        assertThat(wrongCodes()).isEqualTo(1);
    }

    @Test
    void firstCodeIsValidForADayAndARequestedOneForTenMinutes() {
        var first = fixture.first();
        fixture.pass(SampleTransfer.CODES.activation().minusSeconds(1));
        assertThat(refused(fixture.browser(), OtpFixture.otherThan(first)).code()).isEqualTo("code-wrong");
        fixture.pass(Duration.ofSeconds(1));
        assertThat(refused(fixture.browser(), first).code()).isEqualTo("code-unusable");

        var fresh = fixture.requested();
        fixture.pass(SampleTransfer.CODES.lifetime().minusSeconds(1));
        assertThat(refused(fixture.browser(), OtpFixture.otherThan(fresh)).code()).isEqualTo("code-wrong");
        fixture.pass(Duration.ofSeconds(1));
        assertThat(refused(fixture.browser(), fresh).code()).isEqualTo("code-unusable");
    }

    @Test
    void newestCodeIsTheOnlyOne() {
        var first = fixture.first();
        fixture.pass(RecipientCodeService.PAUSE);
        var second = fixture.requested();

        assertThat(first.equals(second) || refused(fixture.browser(), first).code().equals("code-wrong")).isTrue();
        assertThat(await(fixture.guess(fixture.browser(), second))).isNotNull();
    }

    @Test
    void codeDiesWithItsLink() {
        var code = fixture.first();
        var browser = fixture.browser();

        await(fixture.transfer.database.inTransaction(
                tx -> fixture.transfer.links.revokeOf(tx, fixture.transfer.contact.id())));

        assertThat(fixture.transfer.value("select count(*) from recipient_code")).contains("0");
        assertThat(refused(browser, code).code()).isEqualTo("code-unusable");
    }

    @Test
    void codeOfAnotherLinkIsRefused() {
        var code = fixture.first();
        var browser = fixture.browser();
        var other = new RecipientGuess(
                browser, new byte[16], Actor.NOBODY, fixture.transfer.id, fixture.transfer.contact.id(), code);

        assertThat(failure(fixture.codes.open(other)).code()).isEqualTo("code-unusable");
    }

    @Test
    void databaseHoldsNoCode() {
        var code = fixture.first();

        assertThat(fixture.transfer.value("""
                select row_to_json(c)::text || encode(c.hash, 'escape') || row_to_json(o)::text
                from recipient_code c join outbox o on o.id = c.letter_id""").orElseThrow())
                .doesNotContain(code);
    }

    @Test
    void clearDeletesExpiredCodesAndKeepsThePause() {
        fixture.first();
        fixture.pass(SampleTransfer.CODES.activation());
        await(fixture.codes.clear());
        assertThat(fixture.transfer.value("select count(*) from recipient_code")).contains("1");

        fixture.pass(RecipientCodeService.PAUSE);
        await(fixture.codes.clear());

        assertThat(fixture.transfer.value("select count(*) from recipient_code")).contains("0");
    }

    private CodeStatus status() {
        return await(fixture.codes.findStatus(fixture.transfer.contact.id()));
    }

    private int wrongCodes() {
        return Integer.parseInt(fixture.transfer.value("select wrong_codes from recipient").orElseThrow());
    }

    private Failure refused(SessionSecret browser, String code) {
        var refused = failure(fixture.guess(browser, code));
        assertThat(refused.kind()).isEqualTo(Failure.Kind.UNAUTHENTICATED);
        return refused;
    }

    private static Failure failure(Future<?> future) {
        return (Failure) catchThrowable(() -> await(future)).getCause();
    }
}
