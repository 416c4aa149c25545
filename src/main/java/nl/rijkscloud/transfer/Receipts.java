package nl.rijkscloud.transfer;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.DocumentDigests;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.statement.PartDigest;
import nl.rijkscloud.statement.StatementKind;
import nl.rijkscloud.statement.Statements;
import nl.rijkscloud.vault.ManifestKey;

/**
 * Has the two receipts of a transfer signed: that it was received, at Verstuur, and that it was delivered or refused,
 * after the last check. A receipt says only what the portal knows at that moment.
 */
public final class Receipts {
    private final Statements statements;
    private final RecipientStore recipients;

    public Receipts(Statements statements, RecipientStore recipients) {
        this.statements = statements;
        this.recipients = recipients;
    }

    /** False while the portal signs nothing. */
    public boolean areSigned() {
        return statements.areOn();
    }

    /**
     * Signs that the transfer was received, in the transaction of Verstuur.
     *
     * @return empty if nothing is signed
     */
    public Future<Optional<Statements.Issued>> signReceived(SqlClient tx, Transfer transfer, Message message,
            List<Document> all, ManifestKey key, Instant now) {
        return sign(tx, StatementKind.RECEIVED, transfer, key, now, message,
                all.stream().map(document -> received(key, document)));
    }

    /** Signs the result of the checks, in the transaction of the delivery. Returns as {@link #signReceived} does. */
    Future<Optional<Statements.Issued>> signSettled(SqlClient tx, Transfer transfer, Manifest manifest, ManifestKey key,
            Instant now) {
        var kind = manifest.delivered().isEmpty() ? StatementKind.REFUSED : StatementKind.DELIVERED;
        return sign(tx, kind, transfer, key, now, manifest.message(),
                manifest.documents().stream().map(Receipts::settled));
    }

    /**
     * Signs that staff ended the transfer, in that transaction. It names nobody: it lies in the clear, because the keys
     * go in the same transaction.
     *
     * @param by the account of the person
     */
    Future<Optional<Statements.Issued>> signWithdrawn(SqlClient tx, Transfer transfer, UUID by, Instant now) {
        return statements.issuePlain(tx, StatementKind.WITHDRAWN, transfer.id(), now, () ->
                about(transfer).put("by", by.toString()));
    }

    /**
     * Signs that a link was made with the recovery key, in that transaction. It names nobody: it lies in the clear,
     * because the server has no key of the transfer.
     *
     * @param export its id in the audit log
     */
    public Future<Optional<Statements.Issued>> signRecovered(SqlClient tx, Transfer transfer, LinkKind kind,
            UUID export, Instant now) {
        return statements.issuePlain(tx, StatementKind.RECOVERED, transfer.id(), now, () -> about(transfer)
                .put("link", kind.sql())
                .put("export", export.toString()));
    }

    /** Signs that the sender replaced a recipient, in that transaction. */
    Future<Optional<Statements.Issued>> signCorrected(SqlClient tx, Transfer transfer, Recipient old, Recipient next,
            ManifestKey key, Instant now) {
        return statements.issue(tx, StatementKind.CORRECTED, Optional.of(next.id()), key, now, () -> about(transfer)
                .put("sender", party(transfer.sender()))
                .put("replaced", party(old))
                .put("recipients", new JsonArray().add(party(next))));
    }

    /**
     * Signs that a recipient has all documents, once.
     *
     * @param documents as receipts name them
     * @return empty if nothing is signed, or this has been
     */
    public Future<Optional<Statements.Issued>> signDownloaded(SqlClient tx, Transfer transfer, Recipient by,
            List<JsonObject> documents, ManifestKey key, Instant now) {
        return statements.issue(tx, StatementKind.DOWNLOADED, Optional.of(by.id()), key, now, () -> about(transfer)
                .put("downloadedAt", by.downloadedAt().orElseThrow().toString())
                .put("sender", party(transfer.sender()))
                .put("recipients", new JsonArray().add(party(by)))
                .put("documents", new JsonArray(documents)));
    }

    private Future<Optional<Statements.Issued>> sign(SqlClient tx, StatementKind kind, Transfer transfer,
            ManifestKey key, Instant now, Message message, Stream<JsonObject> documents) {
        return statements.areOn()
                ? recipients.ofTransfer(tx, transfer.id()).compose(to -> statements.issue(tx, kind, key, now,
                        () -> content(transfer, to, message, documents)))
                : Future.succeededFuture(Optional.empty());
    }

    private static JsonObject content(Transfer transfer, List<Recipient> to, Message message,
            Stream<JsonObject> documents) {
        return about(transfer)
                .put("sender", party(transfer.sender()))
                .put("recipients", new JsonArray(to.stream().map(Receipts::party).toList()))
                .put("message", message.toJson())
                .put("partSize", PartDigest.PART)
                .put("documents", new JsonArray(documents.toList()));
    }

    private static JsonObject about(Transfer transfer) {
        return new JsonObject()
                .put("language", transfer.language().code())
                .put("number", transfer.shownNumber())
                .put("transferKind", transfer.kind().sql());
    }

    private static JsonObject party(Party sender) {
        return new JsonObject()
                .put("name", sender.name())
                .put("email", sender.email())
                .put("organisation", sender.organisation().orElse(null))
                .put("phone", sender.phone().orElse(null));
    }

    private static JsonObject party(Recipient one) {
        return new JsonObject().put("name", one.name()).put("email", one.email());
    }

    private static JsonObject received(ManifestKey key, Document document) {
        var digests = Optional.ofNullable(document.digests()).map(sealed -> DocumentEntry.openDigests(key, document));
        return document(DocumentEntry.open(key, document).name(), document.length(), document.state().sql(),
                document.refusal(), digests);
    }

    private static JsonObject settled(Manifest.Item item) {
        var json = document(item.name(), item.size(), item.delivered() ? "delivered" : "refused", item.refusal(),
                item.digests());
        item.judgement().ifPresent(found -> json.put("type", found.kind().code()));
        item.scan().ifPresent(found -> json.put("scan", found.toJson()));
        return json;
    }

    private static JsonObject document(String name, long size, String state, Optional<String> refusal,
            Optional<DocumentDigests> digests) {
        var json = new JsonObject().put("name", name).put("size", size).put("state", state);
        refusal.ifPresent(why -> json.put("refusal", why));
        digests.ifPresent(found -> {
            json.put("sha256", found.sha256Hex());
            found.partsHex().ifPresent(parts -> json.put("parts", parts));
        });
        return json;
    }
}
