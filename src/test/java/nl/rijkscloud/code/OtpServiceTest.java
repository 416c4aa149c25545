package nl.rijkscloud.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.stream.IntStream;
import nl.rijkscloud.code.OtpService.SignInGuess;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.sms.OtpFixture;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OtpServiceTest {
    private final OtpFixture fixture = new OtpFixture();
    private final OtpService codes = fixture.codes;
    private final byte[] session = fixture.session(1);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void rightCodeReturnsItsAccount() {
        var code = fixture.issue(session);

        assertThat(codes.check(new SignInGuess(session, fixture.staff, code, OtpFixture.SOURCE)).await())
                .isEqualTo(fixture.staff);
        assertThat(fixture.catcher.messages.getLast().content().getString("to")).isEqualTo("+31612345678");
    }

    @Test
    void parallelGuessesAreLimitedToTheTries() {
        var wrong = OtpFixture.otherThan(fixture.issue(session));

        var guesses = IntStream.range(0, 300).mapToObj(
                guess -> codes.check(new SignInGuess(session, fixture.staff, wrong, OtpFixture.SOURCE))).toList();
        Future.join(guesses).otherwiseEmpty().await();

        // Each comparison took another try, and the last one reports that none is left.
        assertThat(guesses).extracting(guess -> ((Failure) guess.cause()).extras().get("triesLeft"))
                .filteredOn(left -> left != null)
                .containsExactlyInAnyOrder(4, 3, 2, 1);
        assertThat(TestDatabase.value(fixture.config, "select tries from code")).contains("5");
    }

    @Test
    void rightCodeIsRefusedAfterTheLastTry() {
        var code = fixture.issue(session);
        IntStream.range(0, OtpFixture.TRIES).forEach(guess -> refused(session, OtpFixture.otherThan(code)));

        assertThat(refused(session, code).code()).isEqualTo("code-unusable");
    }

    @Test
    void wrongCodeSaysHowManyTriesAreLeftAndTheLastThatThereAreNone() {
        var code = fixture.issue(session);

        assertThat(refused(session, OtpFixture.otherThan(code)).extras()).containsEntry("triesLeft", 4);
        IntStream.range(0, 3).forEach(guess -> refused(session, "nonsense"));
        assertThat(refused(session, OtpFixture.otherThan(code)).code()).isEqualTo("code-unusable");
    }

    @Test
    void lastTryMayBeTheRightOne() {
        var code = fixture.issue(session);
        IntStream.range(0, OtpFixture.TRIES - 1).forEach(guess -> refused(session, OtpFixture.otherThan(code)));

        assertThat(codes.check(new SignInGuess(session, fixture.staff, code, OtpFixture.SOURCE)).await())
                .isEqualTo(fixture.staff);
    }

    @Test
    void usedCodeIsDead() {
        var code = fixture.issue(session);
        codes.check(new SignInGuess(session, fixture.staff, code, OtpFixture.SOURCE)).await();

        assertThat(refused(session, code).code()).isEqualTo("code-unusable");
    }

    @Test
    void onlyOneOfParallelRightGuessesWins() {
        var code = fixture.issue(session);

        var guesses = IntStream.range(0, 50).mapToObj(
                guess -> codes.check(new SignInGuess(session, fixture.staff, code, OtpFixture.SOURCE))).toList();
        Future.join(guesses).otherwiseEmpty().await();

        assertThat(guesses).filteredOn(Future::succeeded).hasSize(1);
    }

    @Test
    void expiredCodeIsDead() {
        var code = fixture.issue(session);
        fixture.pass(OtpFixture.LIFETIME.minusSeconds(1));
        assertThat(refused(session, OtpFixture.otherThan(code)).code()).isEqualTo("code-wrong");

        fixture.pass(Duration.ofSeconds(1));

        assertThat(refused(session, code).code()).isEqualTo("code-unusable");
    }

    @Test
    void codeOfAnotherSessionIsRefused() {
        var code = fixture.issue(session);
        var other = fixture.session(2);
        assertThat(refused(other, code).code()).isEqualTo("code-unusable");

        var own = fixture.issue(other);

        assertThat(own.equals(code) || refused(other, code).code().equals("code-wrong")).isTrue();
        assertThat(codes.check(new SignInGuess(session, fixture.staff, code, OtpFixture.SOURCE)).await())
                .isEqualTo(fixture.staff);
    }

    @Test
    void newestCodeOfTheSessionIsTheOnlyOne() {
        var first = fixture.issue(session);
        refused(session, OtpFixture.otherThan(first));
        var second = fixture.issue(session);

        assertThat(first.equals(second) || refused(session, first).code().equals("code-wrong")).isTrue();
        assertThat(codes.check(new SignInGuess(session, fixture.staff, second, OtpFixture.SOURCE)).await())
                .isEqualTo(fixture.staff);
    }

    @Test
    void phoneGetsNoMoreThanItsLimit() {
        IntStream.range(0, 10).forEach(issue -> fixture.issue(session));

        var refused = catchThrowableOfType(Failure.class, () -> fixture.issue(fixture.session(3)));

        assertThat(refused.kind()).isEqualTo(Failure.Kind.TOO_MANY);
        assertThat(fixture.catcher.messages).hasSize(10);
    }

    @Test
    void codesDifferAndHaveSixDigits() {
        var seen = new HashSet<String>();
        IntStream.range(0, 10).forEach(issue -> seen.add(fixture.issue(session)));

        assertThat(seen).hasSizeGreaterThan(8).allMatch(code -> code.matches("[0-9]{6}"));
    }

    @Test
    void databaseHoldsNoCode() {
        var code = fixture.issue(session);

        assertThat(TestDatabase.value(fixture.config,
                "select row_to_json(code)::text || encode(hash, 'escape') from code").orElseThrow())
                .doesNotContain(code);
    }

    @Test
    void clearDeletesExpiredCodes() {
        fixture.issue(session);
        codes.clear().await();
        assertThat(TestDatabase.value(fixture.config, "select count(*) from code")).contains("1");

        fixture.pass(OtpFixture.LIFETIME);
        codes.clear().await();

        assertThat(TestDatabase.value(fixture.config, "select count(*) from code")).contains("0");
    }

    @Test
    void wrongCodeIsLoggedWithTheAccountAndAMalformedOneWithout() {
        var code = fixture.issue(session);
        refused(session, OtpFixture.otherThan(code));
        codes.check(new SignInGuess(session, fixture.staff, code, OtpFixture.SOURCE)).await();
        refused(session, code);

        assertThat(TestDatabase.value(fixture.config, """
                select string_agg(concat_ws(' ', action, result, source, subject_id), ', ' order by seq)
                from audit_entry"""))
                .contains("signed-in wrong-code 192.0.2.1 " + fixture.staff + ", signed-in unusable-code 192.0.2.1");
    }

    private Failure refused(byte[] session, String code) {
        var refused = catchThrowableOfType(Failure.class,
                () -> codes.check(new SignInGuess(session, fixture.staff, code, OtpFixture.SOURCE)).await());
        assertThat(refused.kind()).isEqualTo(Failure.Kind.UNAUTHENTICATED);
        return refused;
    }
}
