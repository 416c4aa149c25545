package nl.rijkscloud.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.BrowserSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Jan has an account and, in most tests, a browser in which he has signed in. Strangers have six tries an hour on it,
 * one source three of them.
 */
final class SignInGuardTest {
    private static final String JAN = "jan.jansen@igj.nl";
    private static final Optional<BrowserSecret> STRANGE = Optional.empty();

    private final StaffFixture fixture = new StaffFixture();
    private final Staff jan = fixture.jan();
    private final Optional<BrowserSecret> known = Optional.of(fixture.service.signedIn(jan, Optional.empty()).await());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void strangersCannotLockOutAKnownBrowser() {
        for (var number = 0; number < 20; number++) {
            guess(JAN, source(number), STRANGE);
        }

        assertThat(code(guess(JAN, source(99), STRANGE))).isEqualTo("too-many-requests");
        assertThat(signIn(JAN, source(99), known)).isEqualTo(jan);
    }

    @Test
    void oneSourceLeavesAnAllowanceForANewBrowserElsewhere() {
        IntStream.range(0, 20).forEach(number -> guess(JAN, source(1), STRANGE));

        assertThat(signIn(JAN, source(2), STRANGE)).isEqualTo(jan);
    }

    @Test
    void refusedAttemptIsNeitherComparedNorCounted() {
        IntStream.range(0, 20).forEach(number -> guess(JAN, source(number), STRANGE));

        assertThat(fixture.hash.compared).hasSize(6);
        assertThat(failures()).isEqualTo("6 0");
    }

    @Test
    void addressWithoutAnAccountHasTheSameLimitsAndAnswers() {
        for (var email : List.of(JAN, "nobody@igj.nl")) {
            var codes = IntStream.range(0, 9).mapToObj(number -> code(guess(email, source(number), STRANGE))).toList();
            assertThat(codes.subList(0, 6)).as(email).containsOnly("sign-in-failed");
            assertThat(codes.subList(6, 9)).as(email).containsOnly("too-many-requests");
        }
    }

    @Test
    void knownBrowserHasALimitOfItsOwn() {
        var codes = IntStream.range(0, 8).mapToObj(number -> code(guess(JAN, source(number), known))).toList();

        assertThat(codes.subList(0, 6)).containsOnly("sign-in-failed");
        assertThat(codes.subList(6, 8)).containsOnly("too-many-requests");
        assertThat(signIn(JAN, source(9), STRANGE)).isEqualTo(jan);
    }

    @Test
    void browserIsKnownForItsOwnAccountAndForNinetyDays() {
        fixture.register.add("Piet", "piet@igj.nl", "0687654321", StaffFixture.PASSWORD).await();
        IntStream.range(0, 6).forEach(number -> guess("piet@igj.nl", source(number), STRANGE));
        assertThat(code(guess("piet@igj.nl", source(9), known))).isEqualTo("too-many-requests");

        fixture.clock.advance(Duration.ofDays(90));
        IntStream.range(0, 6).forEach(number -> guess(JAN, source(number), STRANGE));
        assertThat(code(guess(JAN, source(9), known))).isEqualTo("too-many-requests");
        fixture.service.clear().await();
        assertThat(TestDatabase.value(fixture.config, "select count(*) from known_browser")).hasValue("0");
    }

    @Test
    void strangersExhaustTheirHalfOfTheFailuresAndTheAccountThenLooksUnknown() {
        failInARow(STRANGE, StaffFixture.FAILURES / 2);

        var before = fixture.hash.compared.size();
        var right = catchThrowableOfType(Failure.class, () -> signIn(JAN, source(0), STRANGE));
        assertThat(right.code()).isEqualTo("sign-in-failed");
        assertThat(fixture.hash.compared).as("the same work").hasSize(before + 1);
        assertThat(failures()).isEqualTo(StaffFixture.FAILURES / 2 + " 0");
        assertThat(signIn(JAN, source(0), known)).as("known browsers have their own half").isEqualTo(jan);
    }

    @Test
    void completeSignInOrAnAdministratorResetsTheFailures() {
        failInARow(STRANGE, StaffFixture.FAILURES / 2);
        fixture.register.unlock(JAN).await();
        assertThat(signIn(JAN, source(0), STRANGE)).isEqualTo(jan);

        failInARow(known, StaffFixture.FAILURES / 2);
        assertThat(code(guessRight(known))).isEqualTo("sign-in-failed");
        fixture.service.signedIn(jan, STRANGE).await();
        assertThat(failures()).isEqualTo("0 0");
    }

    @Test
    void rightPasswordNeitherCountsNorResets() {
        guess(JAN, source(1), STRANGE);
        signIn(JAN, source(1), STRANGE);

        assertThat(failures()).isEqualTo("1 0");
    }

    /** An attacker with the password has a million codes to guess, five at a time. */
    @Test
    void wrongCodesCountAsFailures() {
        for (var number = 0; number < StaffFixture.FAILURES / 2; number++) {
            fixture.service.guessCode(jan.id(), source(number), STRANGE).await();
        }

        var refused = catchThrowableOfType(
                Failure.class, () -> fixture.service.guessCode(jan.id(), source(0), STRANGE).await());
        assertThat(refused.code()).isEqualTo("code-unusable");
        assertThat(code(guessRight(STRANGE))).isEqualTo("sign-in-failed");
        fixture.service.guessCode(jan.id(), source(0), known).await();
    }

    @Test
    void parallelGuessesAreLimitedToTheAllowedFailures() {
        var guesses = IntStream.range(0, 100)
                .mapToObj(number -> fixture.service.guessCode(jan.id(), source(number), STRANGE)).toList();
        Future.join(guesses).otherwiseEmpty().await();

        assertThat(guesses.stream().filter(Future::succeeded)).hasSize(StaffFixture.FAILURES / 2);
    }

    @Test
    void signOutEverywhereForgetsEveryBrowser() {
        fixture.service.signOutEverywhere(jan.id(), source(1)).await();
        IntStream.range(0, 6).forEach(number -> guess(JAN, source(number), STRANGE));

        assertThat(code(guess(JAN, source(9), known))).isEqualTo("too-many-requests");
    }

    @Test
    void eachSignInReplacesTheBrowsersCookie() {
        var next = fixture.service.signedIn(jan, known).await();

        assertThat(next.cookie()).isNotEqualTo(known.orElseThrow().cookie());
        assertThat(TestDatabase.value(fixture.config, "select count(*) from known_browser")).hasValue("1");
    }

    @Test
    void personIsMailedAboutFailuresAndNewBrowsersAFewTimesADay() {
        failInARow(STRANGE, 10);
        IntStream.range(0, 5).forEach(number -> fixture.service.signedIn(jan, STRANGE).await());
        fixture.service.signedIn(jan, known).await();

        assertThat(TestDatabase.value(fixture.config,
                "select string_agg(template, ' ' order by template) from outbox where recipient = '" + JAN + "'"))
                .hasValue("sign-in-failures sign-in-new-browser sign-in-new-browser");
    }

    private void failInARow(Optional<BrowserSecret> browser, int times) {
        for (var number = 0; number < times; number++) {
            if (number % 3 == 0) {
                fixture.clock.advance(Duration.ofHours(2));
            }
            guess(JAN, source(number), browser);
        }
        fixture.clock.advance(Duration.ofHours(2));
    }

    private Failure guessRight(Optional<BrowserSecret> browser) {
        return catchThrowableOfType(Failure.class, () -> signIn(JAN, source(77), browser));
    }

    private Failure guess(String email, Source source, Optional<BrowserSecret> browser) {
        return catchThrowableOfType(
                Failure.class, () -> fixture.service.checkPassword(email, "not the password", source, browser).await());
    }

    private Staff signIn(String email, Source source, Optional<BrowserSecret> browser) {
        return fixture.service.checkPassword(email, StaffFixture.PASSWORD, source, browser).await();
    }

    private String failures() {
        return TestDatabase.value(fixture.config,
                "select failed_by_strangers || ' ' || failed_by_known_browsers from staff where email = '" + JAN + "'")
                .orElseThrow();
    }

    private static String code(Failure failure) {
        return failure.code();
    }

    private static Source source(int number) {
        return new Source("192.0.2." + number);
    }
}
