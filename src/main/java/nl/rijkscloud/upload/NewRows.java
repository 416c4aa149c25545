package nl.rijkscloud.upload;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.document.AnnouncedStore;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.Document.DocumentState;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.upload.UploadRegister.Made;

/**
 * Writes the rows of new documents. Those of one sender that come at the same moment share a transaction, and the lock
 * on the row of their transfer. Their files are on disk by then. Safe for use from any thread.
 */
final class NewRows {
    private final UploadContext uploads;
    private final ArrivedDocuments arrivals;
    private final int most;
    private final GroupCommit<Origin, NewRow, Made> commits = new GroupCommit<>(this::write);

    /**
     * A row to be written.
     *
     * @param document in state {@code checking} if the file has all its bytes
     */
    record NewRow(Grant grant, Document document) {}

    /** Documents under one grant can share a transaction. */
    record Origin(UUID transfer, Actor actor) {
        static Origin of(Grant grant) {
            return new Origin(grant.transfer(), grant.actor());
        }
    }

    /** @param most documents that a transfer may hold */
    NewRows(UploadContext uploads, int most) {
        this.uploads = uploads;
        this.arrivals = new ArrivedDocuments(uploads);
        this.most = most;
    }

    /**
     * Writes a row. Completes when it is durable, or with the document that an earlier request created for the same
     * client. Fails as {@link UploadRegister#create} does; with anything but a {@code Failure} the row may have been
     * written.
     */
    Future<Made> add(Grant grant, Document document) {
        return commits.add(Origin.of(grant), new NewRow(grant, document));
    }

    private Future<List<AsyncResult<Made>>> write(List<NewRow> rows) {
        var grant = rows.getFirst().grant();
        var documents = rows.stream().map(NewRow::document).toList();
        return uploads.database().inTransaction(tx -> insert(tx, grant, documents)
                .compose(made -> arrivals.note(tx, grant, whole(documents, made).size()).map(made)))
                .onSuccess(made -> arrivals.tell(whole(documents, made)));
    }

    private static List<Document> whole(List<Document> documents, List<AsyncResult<Made>> made) {
        var whole = new ArrayList<Document>();
        for (var i = 0; i < documents.size(); i++) {
            if (documents.get(i).state() == DocumentState.CHECKING && made.get(i).succeeded()
                    && made.get(i).result().id().equals(documents.get(i).id())) {
                whole.add(documents.get(i));
            }
        }
        return whole;
    }

    /** Inserts rows in the caller's transaction, and returns what became of each. */
    Future<List<AsyncResult<Made>>> insert(SqlClient tx, Grant grant, List<Document> documents) {
        var transfer = grant.transfer();
        var clients = documents.stream().map(Document::client).flatMap(Optional::stream).toList();
        // Sent at once: the first one locks the transfer, and the others see it as it is from then on.
        var open = lockOpen(tx, grant);
        var present = uploads.documents().count(tx, transfer);
        var placement = clients.isEmpty()
                ? present.map(held -> new Placement(Map.of(), Map.of(), held, most))
                : placement(tx, transfer, clients, present);
        return open.compose(locked -> placement).compose(places -> {
            var made = documents.stream().map(places::decide).toList();
            return placed(tx, transfer, places.fresh)
                    .compose(fresh -> fresh.isEmpty() ? Future.succeededFuture()
                            : uploads.documents().insert(tx, transfer, fresh))
                    .map(made);
        });
    }

    private Future<Placement> placement(SqlClient tx, UUID transfer, List<UUID> clients, Future<Integer> present) {
        var known = uploads.documents().announced().known(tx, transfer, clients);
        return uploads.documents().ofClients(tx, transfer, clients)
                .compose(begun -> known.compose(announced -> present.map(held -> {
                    var made = begun.stream().collect(Collectors.toMap(
                            document -> document.client().orElseThrow(), Function.identity()));
                    return new Placement(made, announced, held, most);
                })));
    }

    /** Gives new documents their places: the announced one, or the next at the end for one without a client. */
    private Future<List<Document>> placed(SqlClient tx, UUID transfer, List<Document> fresh) {
        var begun = fresh.stream().filter(document -> document.place().isPresent())
                .map(document -> document.client().orElseThrow()).toList();
        var last = fresh.stream().filter(document -> document.client().isEmpty()).count();
        return (begun.isEmpty() ? Future.<Void>succeededFuture()
                : uploads.documents().announced().markBegun(tx, transfer, begun))
                .compose(done -> last == 0 ? Future.succeededFuture(0)
                        : uploads.documents().announced().reservePlaces(tx, transfer, (int) last))
                .map(first -> {
                    var next = new int[] {first};
                    return fresh.stream().map(document -> document.client().isPresent() ? document
                            : document.placed(Optional.of(next[0]++))).toList();
                });
    }

    /**
     * Locks the open transfer, and confirms that the grant's link still holds: a replaced link may have had another
     * key.
     */
    Future<Void> lockOpen(SqlClient tx, Grant grant) {
        var locked = uploads.transfers().lock(tx, grant.transfer());
        var holds = uploads.links().holds(tx, grant);
        return locked.compose(held -> holds.compose(link ->
                link && held.filter(row -> row.transfer().state() == Transfer.State.OPEN).isPresent()
                        ? Future.succeededFuture()
                        : Future.failedFuture(Failure.notFound())));
    }

    /** Decides about new documents one after the other. */
    private static final class Placement {
        private final Map<UUID, Document> made; // documents of the transfer, by client
        private final Map<UUID, AnnouncedStore.Known> known;
        private final int held;
        private final int most;
        private final List<Document> fresh = new ArrayList<>();

        Placement(Map<UUID, Document> made, Map<UUID, AnnouncedStore.Known> known, int held, int most) {
            this.made = new HashMap<>(made);
            this.known = known;
            this.held = held;
            this.most = most;
        }

        AsyncResult<Made> decide(Document document) {
            var before = document.client().map(made::get);
            if (before.isPresent()) {
                return before.get().length() == document.length()
                        ? Future.succeededFuture(Made.before(before.get()))
                        : Future.failedFuture(UploadFailures.clientTaken());
            }
            if (held + fresh.size() >= most) {
                return Future.failedFuture(UploadFailures.tooMany(most));
            }
            var announced = document.client().map(known::get);
            if (announced.isPresent() && announced.get().place().isEmpty()) {
                return Future.failedFuture(UploadFailures.removed());
            }
            if (announced.isPresent() && announced.get().length() != document.length()) {
                return Future.failedFuture(UploadFailures.clientTaken());
            }
            var placed = document.placed(announced.flatMap(AnnouncedStore.Known::place));
            fresh.add(placed);
            placed.client().ifPresent(client -> made.put(client, placed));
            return Future.succeededFuture(new Made(document.id(), document.offset(), false));
        }
    }
}
