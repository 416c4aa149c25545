package nl.rijkscloud.readout;

import static java.util.stream.Collectors.toMap;
import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.NewStaff;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;

/** Those who may approve a code on the phone hear at once that somebody waits. */
final class ApprovalMailsTest {
    private static final DemoPortal PORTAL = TestPortal.shared();

    private final ReadOutJourney call = new ReadOutJourney(PORTAL);

    @Test
    void colleaguesGetAMailAndTheOwnerAndTheAskerDoNot() {
        call.sendForTheDepartment();
        var before = mails().keySet();
        call.asked(call.browser(call.colleague));

        assertThat(mailedBesides(before)).containsExactly(call.second.person().email());
    }

    @Test
    void mailNamesNobodyOutside() throws Exception {
        var before = PORTAL.inbox().arrived();
        call.asked(call.browser(call.owner));

        var mail = PORTAL.inbox().awaitAfter(before, caught -> caught.to().equals(call.colleague.person().email())
                && caught.subject().contains("goedkeuring"), Duration.ofSeconds(20));
        assertThat(mail.subject() + mail.text())
                .contains(call.recipient.sender().report().getString("number"), "/inspectie/codes")
                .doesNotContain(call.recipient.email(), "#");
        assertThat(mail.link()).isEmpty();
    }

    @Test
    void beheerdersGetMailsWhenNoColleagueCanApprove() {
        call.colleague.set("disabled_at = now()");
        call.second.set("roles = '{functionaris}'");
        call.stranger.set("roles = '{beheerder}'");
        call.browser(call.stranger);
        var before = mails().keySet();
        call.asked(call.browser(call.owner));

        assertThat(mailedBesides(before)).as("a beheerder").contains(call.stranger.person().email())
                .doesNotContain(call.colleague.person().email(), call.second.person().email(),
                        call.owner.person().email());
    }

    @Test
    void beheerdersGetNoneWhileColleaguesCanApprove() {
        call.stranger.set("roles = '{beheerder}'");
        var before = mails().keySet();
        call.asked(call.browser(call.owner));

        assertThat(mailedBesides(before)).containsExactlyInAnyOrder(
                call.colleague.person().email(), call.second.person().email());
    }

    @Test
    void largeDepartmentGetsTenMails() {
        IntStream.range(0, ApprovalMails.MOST).mapToObj(i -> new NewStaff(PORTAL)).forEach(call::join);
        call.browser(call.second);
        var before = mails().keySet();
        call.asked(call.browser(call.owner));

        assertThat(mailedBesides(before)).hasSize(ApprovalMails.MOST)
                .as("who is signed in").contains(call.second.person().email());
    }

    @Test
    void refusedWishIsNotMailed() {
        call.sendForTheDepartment();
        call.asked(call.browser(call.owner));
        var before = mails().keySet();

        expect(409, call.ask(call.browser(call.colleague)));
        assertThat(mailedBesides(before)).isEmpty();
    }

    /** The addressees of mails about approvals, by the ids of the mails. */
    private static Map<String, String> mails() {
        return Arrays.stream(TestDatabase.value(PORTAL.config().database(),
                "select string_agg(id || ' ' || recipient, ',') from outbox where template = 'read-out-asked'")
                .orElse("").split(",")).filter(mail -> !mail.isEmpty())
                .collect(toMap(mail -> mail.split(" ")[0], mail -> mail.split(" ")[1]));
    }

    private static List<String> mailedBesides(Set<String> before) {
        return mails().entrySet().stream().filter(mail -> !before.contains(mail.getKey())).map(Map.Entry::getValue)
                .toList();
    }
}
