package nl.rijkscloud.resume;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.transfer.ActiveStreams;
import nl.rijkscloud.upload.UploadService;

/**
 * {@code POST /api/uploads/:id/codes}: tells a browser the codes of pieces that the server has, so that it can compare
 * them with a file.
 */
final class PieceCodesHandler implements Handler<RoutingContext> {
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final Access access;
    private final UploadService uploads;
    private final StoredPieces pieces;
    private final ActiveStreams streams;

    PieceCodesHandler(Access access, UploadService uploads, StoredPieces pieces, ActiveStreams streams) {
        this.access = access;
        this.uploads = uploads;
        this.pieces = pieces;
        this.streams = streams;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var cancelled = new AtomicBoolean();
        ctx.addEndHandler(ended -> cancelled.set(true));
        var body = Json.body(ctx);
        access.of(ctx, LinkKind.UPLOAD)
                .compose(grant -> uploads.find(grant, Routing.pathId(ctx)).compose(document -> {
                    var numbers = numbers(body);
                    var entry = streams.enter(grant.transfer(), () -> cancelled.set(true));
                    return pieces.codes(grant, document, numbers, cancelled::get).onComplete(done -> entry.leave());
                }))
                .onSuccess(answer -> Json.answer(ctx, 200, json(answer)))
                .onFailure(failure ->
                        ctx.fail(failure instanceof CancellationException ? Failure.notFound() : failure));
    }

    private static List<Integer> numbers(JsonObject body) {
        var pieces = body.getValue("pieces");
        if (!(pieces instanceof JsonArray array) || array.isEmpty() || array.size() > StoredPieces.MAX_PIECES) {
            throw Json.invalid("pieces", "invalid");
        }
        var numbers = new LinkedHashSet<Integer>();
        for (var piece : array) {
            if (!(piece instanceof Integer number) || number < 0 || !numbers.add(number)) {
                throw Json.invalid("pieces", "invalid");
            }
        }
        return List.copyOf(numbers);
    }

    private static JsonObject json(StoredPieces.Answer answer) {
        var codes = new JsonArray();
        answer.codes().forEach(code -> codes.add(code.map(BASE64::encodeToString).orElse(null)));
        return new JsonObject()
                .put("key", BASE64.encodeToString(answer.key()))
                .put("salt", BASE64.encodeToString(answer.salt()))
                .put("offset", answer.offset())
                .put("codes", codes);
    }
}
