package nl.rijkscloud.recovery;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.SignInOrigin;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.recovery.RecoveryImport.Parts;
import nl.rijkscloud.statement.SignedStatement;
import nl.rijkscloud.statement.TestStatements;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.transfer.Receipts;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferNumber;
import nl.rijkscloud.vault.RecoveryKey;
import nl.rijkscloud.vault.RecoverySecret;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A delivered transfer whose links are lost: out to the custodians, and back as a fresh link; and every wrong way. */
final class RecoveryTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Optional<String> FIRST = Optional.empty();

    private final RecoverySecret secret = RecoverySecret.random(RANDOM);
    private final RecoveryKey key = secret.publicHalf();
    private final OfflineOpening offline = new OfflineOpening(RANDOM);

    @TempDir
    private Path folder;

    private SampleTransfer transfer;

    @BeforeEach
    void deliver() throws Exception {
        transfer = SampleTransfer.recoverable(folder, Transfer.Kind.SUBMITTED, key);
        transfer.accepted("brief.txt", "Hello".getBytes(StandardCharsets.UTF_8));
        transfer.deliver();
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    @Test
    void freshLinkOpensTheTransferAndTheLostOneNothing() {
        var lost = transfer.link(LinkKind.DOWNLOAD);
        var opened = offline.open(secret, export());
        assertThat(opened.about()).contains(number(transfer).shown(), "download");

        assertThat(await(importer().run(opened.file()))).contains(number(transfer).shown(), "meldpunt@igj.nl");

        assertThatThrownBy(() -> transfer.open(lost)).hasCauseInstanceOf(Failure.class);
        var session = await(transfer.sessions.signIn(
                transfer.open(opened.url()).session(), transfer.staff, SampleTransfer.SOURCE,
                SignInOrigin.PASSWORD));
        assertThat(transfer.grant(session, LinkKind.DOWNLOAD).transferKey().bytes()).isEqualTo(transfer.keyBytes());
        assertThat(transfer.events()).endsWith(",recovered");
        assertThat(actions()).isEqualTo("recovery-exported transfer-recovered");
    }

    @Test
    void senderAmongTheStaffGetsAReportLink() throws Exception {
        try (var sent = SampleTransfer.recoverable(folder.resolve("sent"), Transfer.Kind.SENT, key)) {
            sent.accepted("brief.txt", "Hello".getBytes(StandardCharsets.UTF_8));
            sent.deliver();

            var opened = offline.open(secret, await(exporter(sent).export(number(sent), key, FIRST)));
            await(importer(sent).run(opened.file()));

            assertThat(opened.url()).contains("/rapportage/");
            var parts = opened.url().substring(opened.url().lastIndexOf('/') + 1).split("#");
            assertThat(await(sent.linkService.reissueKey(parts[0], parts[1])).key().bytes()).isEqualTo(sent.keyBytes());
            refused(() -> await(exporter(sent).export(number(sent), key, Optional.of("anna@voorbeeld.nl"))),
                    "name no recipient");
        }
    }

    @Test
    void ownerGetsAMailWithASignedStatementAndNoLink() {
        var opened = offline.open(secret, export());
        await(importer().run(opened.file()));

        var mail = transfer.carried(OutboundMessage.Channel.MAIL).stream()
                .filter(letter -> letter.template().equals("recovered")).findFirst().orElseThrow();
        assertThat(mail.recipient()).isEqualTo("meldpunt@igj.nl");
        assertThat(mail.values()).doesNotContainKey("link").doesNotContainValue(opened.url());
        var statement = SignedStatement.contentOf(mail.values().get("statement"));
        assertThat(statement.getString("kind")).isEqualTo("recovered");
        assertThat(statement.getString("transfer")).isEqualTo(transfer.id.toString());
        assertThat(statement.getString("export")).isEqualTo(value("select id from recovery_export"));
        assertThat(value("select count(*) from audit_entry where action = 'transfer-recovered'"
                + " and statement is not null")).isEqualTo("1");
    }

    @Test
    void importOfTheServerHoldsNoSecretOfTheLink() {
        var opened = offline.open(secret, export());
        var linkSecret = opened.url().substring(opened.url().indexOf('#') + 1);
        var content = new String(SealedPaper.parse(SealedPaper.IMPORT, opened.file()).orElseThrow().content(),
                StandardCharsets.UTF_8);

        assertThat(content).doesNotContain(linkSecret);
        assertThat(new JsonObject(content).fieldNames()).containsExactlyInAnyOrder("export", "link", "slots");
    }

    @Test
    void exportLeavesALineAlsoIfNobodyUsesIt() {
        export();

        assertThat(actions()).isEqualTo("recovery-exported");
        assertThat(value("select subject_id from audit_entry where subject = 'export'"))
                .as("custodians compare it").isEqualTo(value("select id from recovery_export"));
    }

    @Test
    void importWorksOnce() {
        var file = offline.open(secret, export()).file();
        await(importer().run(file));

        refused(() -> await(importer().run(file)), "was imported before");
        assertThat(value("select count(*) from link where kind = 'download'")).isEqualTo("1");
    }

    @Test
    void twoImportsAtOnceAreOne() {
        var file = offline.open(secret, export()).file();
        var both = Stream.of(importer().run(file), importer().run(file)).toList();

        assertThat(both.stream().filter(one -> await(one.transform(done ->
                Future.succeededFuture(done.succeeded()))))).hasSize(1);
    }

    @Test
    void everyChangedSignOfAnImportIsRefused() {
        var file = offline.open(secret, export()).file().strip();
        for (var place = 0; place < file.length(); place += 7) {
            var sign = file.charAt(place) == 'A' ? 'B' : 'A';
            var changed = file.substring(0, place) + sign + file.substring(place + 1);
            refused(() -> await(importer().run(changed)), "");
        }
        await(importer().run(file));
    }

    @Test
    void linkOrSlotsOfAnotherAreRefused() {
        var one = offline.open(secret, export()).file();
        var other = offline.open(secret, export()).file();
        var swapped = new JsonObject(content(one)).put("export", new JsonObject(content(other)).getString("export"));
        var paper = SealedPaper.parse(SealedPaper.IMPORT, other).orElseThrow();

        refused(() -> await(importer().run(new SealedPaper(
                swapped.toBuffer().getBytes(), paper.seal()).text(SealedPaper.IMPORT))), "the file was changed");
    }

    @Test
    void importOfAnotherPortalOrTransferIsRefused() throws Exception {
        try (var other = SampleTransfer.recoverable(folder.resolve("other"), Transfer.Kind.SUBMITTED, key)) {
            other.accepted("brief.txt", "Hello".getBytes(StandardCharsets.UTF_8));
            other.deliver();
            var file = offline.open(secret, await(exporter(other).export(number(other), key, FIRST))).file();

            refused(() -> await(importer().run(file)), "is unknown here");
        }
        var file = offline.open(secret, export()).file();
        await(transfer.database.run("update recovery_export set id = $1", UUID.randomUUID()));
        refused(() -> await(importer().run(file)), "is unknown here");
    }

    /** Whoever writes in the database makes the export of a download link one of a report link, say. */
    @Test
    void exportThatWasMadeForAnotherKindIsRefused() {
        var file = offline.open(secret, export()).file();
        await(transfer.database.run("update recovery_export set recipient_id = null"));

        refused(() -> await(importer().run(file)), "another kind of link");
    }

    @Test
    void everyChangedSignOfAnExportIsRefused() {
        var file = export().strip();
        for (var place = 0; place < file.length(); place += 5) {
            var sign = file.charAt(place) == 'A' ? 'B' : 'A';
            var changed = file.substring(0, place) + sign + file.substring(place + 1);
            refused(() -> offline.open(secret, changed), "");
        }
    }

    /** An address of somebody else's would get the secret of the link. */
    @Test
    void exportWithAnotherAddressOrTransferIsRefused() {
        var paper = SealedPaper.parse(SealedPaper.EXPORT, export()).orElseThrow();
        for (var change : new String[][] {{"portal", "https://evil.example/"}, {"notAfter", "2099-01-01T00:00:00Z"},
                {"transfer", UUID.randomUUID().toString()}, {"link", "report"}}) {
            var changed = paper.json().put(change[0], change[1]).toBuffer().getBytes();
            refused(() -> offline.open(secret, new SealedPaper(changed, paper.seal()).text(SealedPaper.EXPORT)),
                    "was changed");
        }
    }

    @Test
    void anotherRecoveryKeyOpensNothing() {
        var other = RecoverySecret.random(RANDOM);
        var file = export();

        refused(() -> offline.open(other, file), "the shares belong to " + other.publicHalf().shownId());
        refused(() -> await(exporter(transfer).export(number(transfer), other.publicHalf(), FIRST)),
                "was sealed to recovery key");
    }

    @Test
    void endedWithdrawnAndOverdueTransfersAreRefusedAtBothEnds() {
        var file = offline.open(secret, export()).file();
        transfer.clock.advance(SampleTransfer.LIFE.plus(Duration.ofDays(1)));
        refused(() -> await(importer().run(file)), "is over");
        refused(this::export, "is over");

        await(transfer.database.inTransaction(tx -> transfer.transfers
                .destroyKeys(tx, transfer.id, Transfer.State.WITHDRAWN)
                .compose(done -> transfer.links.revokeAll(tx, transfer.id))));
        refused(() -> await(importer().run(file)), "is withdrawn");
        refused(this::export, "is withdrawn");
        assertThat(value("select count(*) from slot")).as("the recovery slot goes with all others").isEqualTo("0");
    }

    @Test
    void transferBeforeTheRecoveryKeyHasNone() throws Exception {
        try (var before = new SampleTransfer(folder.resolve("before"))) {
            before.accepted("brief.txt", "Hello".getBytes(StandardCharsets.UTF_8));
            before.deliver();

            refused(() -> await(exporter(before).export(number(before), key, FIRST)), "without a recovery key");
        }
    }

    @Test
    void onlyARecipientOfTheTransferGetsTheLink() {
        refused(() -> await(exporter(transfer).export(number(transfer), key, Optional.of("ander@igj.nl"))),
                "no such recipient");
        await(exporter(transfer).export(number(transfer), key, Optional.of("Meldpunt@IGJ.nl")));
    }

    private String export() {
        return await(exporter(transfer).export(number(transfer), key, FIRST));
    }

    private RecoveryImport importer() {
        return importer(transfer);
    }

    private RecoveryImport importer(SampleTransfer of) {
        var signed = TestStatements.signed(folder.resolve("signing-" + UUID.randomUUID()), of.clock.instant());
        return new RecoveryImport(new Parts(of.database, of.transfers, of.recipients, of.links, of.slots, of.outbox,
                of.audit, of.clock), of.mails, new Receipts(signed, of.recipients));
    }

    private static RecoveryExport exporter(SampleTransfer of) {
        return new RecoveryExport(of.database, of.transfers, of.recipients, of.links, of.slots, of.audit, of.clock,
                URI.create("https://portal.example/"));
    }

    private static String content(String file) {
        return new String(SealedPaper.parse(SealedPaper.IMPORT, file).orElseThrow().content(), StandardCharsets.UTF_8);
    }

    private static TransferNumber number(SampleTransfer of) {
        return new TransferNumber(of.value("select number from transfer").orElseThrow());
    }

    private String actions() {
        return value("select string_agg(action, ' ' order by seq) from audit_entry where action like '%recover%'");
    }

    private String value(String query) {
        return transfer.value(query).orElseThrow();
    }

    private static void refused(ThrowingCallable act, String why) {
        assertThatThrownBy(act).satisfies(failure -> assertThat(
                failure instanceof RecoveryRefused ? failure : failure.getCause())
                .isInstanceOf(RecoveryRefused.class).hasMessageContaining(why));
    }
}
