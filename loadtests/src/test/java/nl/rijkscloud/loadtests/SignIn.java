package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitBlockOnFail;
import static io.gatling.javaapi.core.CoreDsl.exitHereIfFailed;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A member of staff signs in with password and code, and signs out. {@code staff} is then their address. */
final class SignIn {
    private static final Duration AGAIN = Duration.ofMillis(20);
    private static final String IN_HAND = "in hand";
    private static final String WHO = "account";

    private SignIn() {}

    /** Signs in any free account. */
    static ChainBuilder in() {
        return with(session -> Account.takeAny());
    }

    /** Signs in the same account again. */
    static ChainBuilder again() {
        return with(session -> session.<Account>get(WHO).take());
    }

    private static ChainBuilder with(Function<Session, Account> account) {
        return exec(session -> session.set(IN_HAND, false))
                .exec(asLongAs(session -> !session.getBoolean(IN_HAND))
                        .on(exec(session -> take(session, account.apply(session))), pause(AGAIN)))
                .exec(exitBlockOnFail().on(newestText(), password(), code(), enter()))
                .exec(SignIn::giveBack)
                .exec(exitHereIfFailed());
    }

    static HttpRequestActionBuilder out() {
        return Step.post("sign out", "/api/staff/sign-out", "{}").check(status().is(200));
    }

    /** Keeps the step from accepting an earlier code. It is no step of a person, so it is not timed. */
    private static HttpRequestActionBuilder newestText() {
        return http("look for earlier codes")
                .get(Settings.CATCHER)
                .queryParam("to", "#{phone}")
                .check(jsonPath("$[*].at").findAll().withDefault(List.of(Catcher.LONG_AGO))
                        .transform(List::getLast).saveAs("caughtAt"));
    }

    private static HttpRequestActionBuilder password() {
        return Step.post("sign in", "/api/staff/sign-in", """
                {"email": "#{staff}", "password": "#{password}"}""")
                .check(status().is(200));
    }

    private static HttpRequestActionBuilder code() {
        return Catcher.code("wait for the code of a sign-in", "#{phone}");
    }

    private static HttpRequestActionBuilder enter() {
        return Step.post("enter the code of a sign-in", "/api/staff/code", """
                {"code": "#{code}"}""")
                .check(status().is(200));
    }

    private static Session take(Session session, Account account) {
        return account == null
                ? session
                : session.set(IN_HAND, true)
                        .set(WHO, account)
                        .set("staff", account.email())
                        .set("password", account.password())
                        .set("phone", account.mobile());
    }

    private static Session giveBack(Session session) {
        session.<Account>get(WHO).giveBack();
        return session;
    }
}
