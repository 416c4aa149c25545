package nl.rijkscloud.proof;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.regex.Pattern;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.report.PdfPrinter;
import nl.rijkscloud.report.ReceiptPaper;
import nl.rijkscloud.statement.Inclusion;
import nl.rijkscloud.statement.SignedStatement;
import nl.rijkscloud.statement.Statements;

/**
 * {@code GET /api/statements/:hash}: the proof that a statement is in the head of its day, and the later statements of
 * its transfer, for its holder; or, as a PDF, a statement that lies in the clear itself. The hash of a statement cannot
 * be guessed, because each holds a random id. The answer has ids, counts and times only.
 */
final class ProofRoutes {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Statements statements;
    private final DayHeads heads;
    private final Database database;
    private final Throttle throttle;
    private final Limits limits;
    private final ClientAddress addresses;
    private final PdfPrinter printer;

    ProofRoutes(Statements statements, DayHeads heads, Database database, Throttle throttle, Limits limits,
            ClientAddress addresses, PdfPrinter printer) {
        this.statements = statements;
        this.heads = heads;
        this.database = database;
        this.throttle = throttle;
        this.limits = limits;
        this.addresses = addresses;
        this.printer = printer;
    }

    void mount(Router router) {
        router.get("/api/statements/:hash").handler(this::read);
    }

    private void read(RoutingContext ctx) {
        throttle.count(limits.statementLooksFromSource(addresses.of(ctx.request())))
                .map(allowed -> hash(ctx.pathParam("hash")))
                .compose(hash -> PdfPrinter.isAsked(ctx)
                        ? print(ctx, hash)
                        : find(hash).onSuccess(json -> Json.answer(ctx, 200, json)).<Void>mapEmpty())
                .onFailure(ctx::fail);
    }

    private Future<JsonObject> find(byte[] hash) {
        return statements.ends(database.client(), hash)
                .map(found -> found.orElseThrow(Failure::notFound))
                .compose(ends -> heads.find(database.client(), hash).map(proof -> new JsonObject()
                        .put("ends", new JsonArray(ends))
                        .put("inclusion", proof.map(Inclusion::toJson).orElse(null))));
    }

    private Future<Void> print(RoutingContext ctx, byte[] hash) {
        return statements.findPlain(database.client(), hash)
                .map(found -> found.orElseThrow(Failure::notFound))
                .compose(text -> {
                    var content = SignedStatement.contentOf(text);
                    var name = "verklaring-" + content.getString("kind") + "-" + content.getString("number") + ".pdf";
                    return printer.print(ReceiptPaper.of(content, text))
                            .compose(pdf -> PdfPrinter.answer(ctx, "application/pdf", name, Buffer.buffer(pdf)));
                });
    }

    private static byte[] hash(String text) {
        if (!HASH.matcher(text).matches()) {
            throw Failure.notFound();
        }
        return HexFormat.of().parseHex(text);
    }
}
