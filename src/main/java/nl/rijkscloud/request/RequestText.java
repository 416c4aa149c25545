package nl.rijkscloud.request;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.checklist.AskedItem;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.period.PeriodSeal.PeriodKeyDestroyed;
import nl.rijkscloud.vault.SealContext;
import nl.rijkscloud.vault.Share;
import org.jspecify.annotations.Nullable;

/**
 * The text of a request, as staff typed it; the reference may be empty. At rest it is sealed under a period key and the
 * transfer's share, because a reminder repeats it at a time when no link is at hand. It never reaches a log.
 *
 * @param items of a checklist; empty if the request is none
 */
public record RequestText(String explanation, String reference, List<AskedItem> items) {
    public static final int MAX_EXPLANATION = 4_000;
    public static final int MAX_REFERENCE = 100;

    /** Stands for a text that has been lost; the mail that was sent still has it. */
    public static final RequestText LOST = new RequestText("", "", List.of());

    /** Seals it for a row that this transaction writes. */
    Future<byte[]> seal(PeriodSeal seal, SqlClient tx, Share share) {
        var json = new JsonObject().put("explanation", explanation).put("reference", reference);
        if (!items.isEmpty()) {
            json.put("items", AskedItem.toJson(items));
        }
        return seal.seal(tx, SealContext.asked(share), json.toBuffer().getBytes());
    }

    /**
     * Empty when the text has been lost with the key of its period.
     *
     * @param sealed null when the loss has been recorded already
     */
    public static Future<Optional<RequestText>> open(PeriodSeal seal, Share share, byte @Nullable [] sealed) {
        if (sealed == null) {
            return Future.succeededFuture(Optional.empty());
        }
        return seal.open(SealContext.asked(share), sealed)
                .map(plain -> Optional.of(read(plain.orElseThrow(
                        () -> new IllegalStateException("what was asked in " + share.transfer() + " does not open")))))
                .recover(failure -> failure instanceof PeriodKeyDestroyed
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }

    private static RequestText read(byte[] plain) {
        var json = new JsonObject(Buffer.buffer(plain));
        return new RequestText(json.getString("explanation"), json.getString("reference"),
                AskedItem.of(json.getJsonArray("items")));
    }

    @Override
    public String toString() {
        return "RequestText[***]";
    }
}
