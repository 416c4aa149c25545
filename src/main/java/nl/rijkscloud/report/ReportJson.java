package nl.rijkscloud.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nl.rijkscloud.compose.JudgementJson;
import nl.rijkscloud.compose.TransferJson;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.typed.PhoneNumber;

/** A report as the JSON of {@code GET /api/report}. */
final class ReportJson {
    private ReportJson() {}

    static JsonObject of(Report report) {
        var transfer = report.transfer();
        return new JsonObject()
                .put("id", transfer.id().toString())
                .put("kind", transfer.kind().sql())
                .put("state", transfer.state().sql())
                .put("language", transfer.language().code())
                .put("sender", TransferJson.party(transfer.sender()))
                .put("contact", TransferJson.party(transfer.contact()))
                .put("message", report.message().map(Message::toJson).orElse(null))
                .put("submittedAt", time(transfer.submittedAt()))
                .put("deliveredAt", time(transfer.deliveredAt()))
                .put("openedAt", time(transfer.openedAt()))
                .put("downloadedAt", time(transfer.downloadedAt()))
                .put("expiresAt", transfer.expiresAt().toString())
                .put("recipients", array(report.recipients(), ReportJson::json))
                .put("documents", array(report.documents(), ReportJson::json))
                .put("mails", array(report.mails(), ReportJson::json))
                .put("texts", array(report.texts(), ReportJson::json))
                .put("events", array(report.events(), ReportJson::json));
    }

    private static JsonObject json(Recipient recipient) {
        return TransferJson.recipient(recipient)
                .put("id", recipient.id().toString())
                .put("numberEnding", recipient.mobile().map(PhoneNumber::ending).orElse(null))
                .put("openedAt", time(recipient.openedAt()))
                .put("downloadedAt", time(recipient.downloadedAt()));
    }

    private static JsonObject json(Report.Document document) {
        var json = new JsonObject()
                .put("id", document.id().toString())
                .put("name", document.name())
                .put("size", document.size())
                .put("sha256", document.sha256().orElse(null))
                .put("state", document.state().sql())
                .put("refusal", document.refusal().orElse(null))
                .put("downloadedAt", time(document.downloadedAt()));
        return JudgementJson.put(json, document.judgement(), document.refusal());
    }

    private static JsonObject json(Report.Mail mail) {
        return new JsonObject()
                .put("kind", mail.template())
                .put("to", mail.to())
                .put("state", mail.state())
                .put("at", mail.at().toString());
    }

    private static JsonObject json(Report.Text text) {
        return new JsonObject()
                .put("to", text.to())
                .put("state", text.state())
                .put("delivery", text.delivery().orElse(null))
                .put("at", text.at().toString());
    }

    private static JsonObject json(Report.Event event) {
        var json = new JsonObject().put("at", event.at().toString()).put("kind", event.kind());
        event.document().ifPresent(name -> json.put("document", name));
        event.to().ifPresent(address -> json.put("to", address));
        return json;
    }

    private static String time(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }

    private static <T> JsonArray array(List<T> list, Function<T, JsonObject> json) {
        return new JsonArray(list.stream().map(json).toList());
    }
}
