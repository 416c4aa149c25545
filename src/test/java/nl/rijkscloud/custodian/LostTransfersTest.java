package nl.rijkscloud.custodian;

import static nl.rijkscloud.custodian.CustodianFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import nl.rijkscloud.document.Document.DocumentState;
import nl.rijkscloud.period.LostKeys;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.transfer.Transfer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LostTransfersTest {
    private static final String PENDING = "select count(*) from slot where kind = 'pending'";

    private CustodianFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        fixture = new CustodianFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void lostTransferIsDestroyedAfterSubmitAndItsSenderIsTold() {
        var sending = fixture.sending();
        var document = fixture.received(sending, "brief.txt", text(100));
        fixture.submit(sending, 1);
        LostKeys.lose(fixture.keys);

        settle(sending);

        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.DESTROYED);
        assertThat(fixture.value("select string_agg(kind, ',' order by id) from event"))
                .isEqualTo("key-lost,destroyed");
        assertThat(fixture.value("select template || ' ' || recipient || ' ' || state from outbox"))
                .isEqualTo("begin-again a@example.org waiting");
        assertThat(fixture.value("select string_agg(action, ',') from audit_entry")).isEqualTo("transfer-destroyed");
        assertThat(fixture.value(PENDING)).isEqualTo("0");
        assertThat(fixture.hasFile(document)).isFalse();
    }

    @Test
    void heldTransferStaysAlthoughItsKeyIsLost() {
        var sending = fixture.sending();
        var document = fixture.received(sending, "brief.txt", text(100));
        fixture.submit(sending, 1);
        new HeldTransfers(fixture).hold(sending, fixture.clock.instant().plusSeconds(60));
        LostKeys.lose(fixture.keys);

        settle(sending);

        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.SUBMITTED);
        assertThat(fixture.hasFile(document)).isTrue();
        assertThat(fixture.value("select template from outbox")).isEqualTo("begin-again");
    }

    @Test
    void transferIsReportedLostOnce() {
        var sending = fixture.sending();
        fixture.received(sending, "brief.txt", text(100));
        fixture.submit(sending, 1);
        LostKeys.lose(fixture.keys);

        settle(sending);
        settle(sending);

        assertThat(fixture.value("select count(*) from outbox")).isEqualTo("1");
    }

    @Test
    void nextDocumentRestoresTheKeyBeforeSubmitAndEverythingIsChecked() {
        var sending = fixture.sending();
        var first = fixture.received(sending, "een.txt", text(100));
        LostKeys.lose(fixture.keys);
        settle(sending);
        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.OPEN);
        assertThat(fixture.value(PENDING)).isEqualTo("0");
        check();
        assertThat(fixture.document(first).state()).isEqualTo(DocumentState.CHECKING);

        var second = fixture.received(sending, "twee.txt", text(100));
        check();

        assertThat(fixture.document(first).state()).isEqualTo(DocumentState.ACCEPTED);
        assertThat(fixture.document(second).state()).isEqualTo(DocumentState.ACCEPTED);
    }

    /** A draft has no link. */
    @Test
    void lostDraftIsDestroyedAndItsOwnerIsTold() {
        var sending = fixture.sending();
        fixture.received(sending, "brief.txt", text(100));
        TestDatabase.sql(fixture.config,
                "insert into staff (id, email, name, created_at) values ('%s', 's@igj.nl', 'S', now())"
                .formatted(sending.id()));
        TestDatabase.sql(fixture.config, "update transfer set kind = 'sent', owner_id = id");
        LostKeys.lose(fixture.keys);

        settle(sending);

        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.DESTROYED);
        assertThat(fixture.value("select template from outbox")).isEqualTo("begin-again");
    }

    @Test
    void slotThatWasResealedInTimeIsNotLost() {
        var sending = fixture.sending();
        fixture.received(sending, "een.txt", text(100));
        LostKeys.lose(fixture.keys);
        fixture.received(sending, "twee.txt", text(100));
        fixture.submit(sending, 2);

        settle(sending);
        check();

        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.DELIVERED);
    }

    private void settle(CustodianFixture.Sending sending) {
        fixture.run(() -> new LostTransfers(fixture.custodian, fixture.mails, fixture.workers).settle(sending.id()));
    }

    private void check() {
        fixture.run(fixture.readBack()::run);
    }
}
