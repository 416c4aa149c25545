package nl.rijkscloud.upload;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.document.AnnouncedStore;
import nl.rijkscloud.document.AnnouncedStore.AnnouncedDocument;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.typed.FileName;

/**
 * The list of documents that a sender has chosen, before any byte of them is uploaded, so that the list outlives the
 * page. An announcement is no document: the server has no file and no key for it.
 */
public final class Announcements {
    /**
     * A file that was chosen.
     *
     * @param client the id that the page gave it
     * @param name of the file, without folders
     */
    public record Choice(UUID client, String name, long length) {
        @Override
        public String toString() {
            return "Choice[" + length + "]";
        }
    }

    /**
     * A file that cannot be announced.
     *
     * @param code the problem code that its creation would get
     */
    public record Refused(UUID client, String code) {}

    private final UploadContext uploads;
    private final AnnouncedStore store;
    private final UploadRegister register;
    private final Config.Documents config;

    Announcements(UploadContext uploads, UploadRegister register, Config.Documents config) {
        this.uploads = uploads;
        this.store = uploads.documents().announced();
        this.register = register;
        this.config = config;
    }

    /**
     * Adds files to the end of the list, in this order, and returns those that cannot be added. A repeated announcement
     * changes nothing; a document that began before its announcement gets its place now.
     */
    public Future<List<Refused>> announce(Grant grant, List<Choice> choices) {
        return register.terms(grant).map(UploadRegister.Terms::maxSize).compose(most -> {
            var refused = new ArrayList<Refused>();
            var fit = new ArrayList<Choice>();
            choices.forEach(choice -> objection(choice, most).ifPresentOrElse(
                    why -> refused.add(new Refused(choice.client(), why.code())), () -> fit.add(choice)));
            return uploads.database()
                    .inTransaction(tx -> register.lockOpen(tx, grant).compose(open -> write(tx, grant, fit, refused)))
                    .map(refused);
        });
    }

    /** Takes files off the list for good, and deletes the documents that have begun. */
    public Future<Void> remove(Grant grant, List<UUID> clients) {
        return uploads.database()
                .inTransaction(tx -> register.lockOpen(tx, grant)
                        .compose(open -> store.markRemoved(tx, grant.transfer(), clients, uploads.clock().instant()))
                        .compose(done -> uploads.documents().ofClients(tx, grant.transfer(), clients)))
                .compose(begun -> Loop.forEach(begun, document -> register.delete(grant, document.id())));
    }

    private Optional<Failure> objection(Choice choice, long most) {
        if (!config.types().containsKey(FileName.extension(choice.name()))) {
            return Optional.of(UploadFailures.extension());
        }
        return choice.length() > most ? Optional.of(UploadFailures.tooLarge(most)) : Optional.empty();
    }

    private Future<Void> write(SqlClient tx, Grant grant, List<Choice> choices, List<Refused> refused) {
        var transfer = grant.transfer();
        var clients = choices.stream().map(Choice::client).toList();
        return store.standing(tx, transfer, clients)
                .compose(standing -> uploads.documents().ofClients(tx, transfer, clients).compose(begun -> {
            var taken = new HashSet<>(standing.known());
            begun.forEach(document -> taken.add(document.client().orElseThrow()));
            var fresh = fresh(choices, taken, standing, refused);
            var late = begun.stream().filter(document -> document.place().isEmpty())
                    .map(document -> document.client().orElseThrow())
                    .collect(Collectors.toSet());
            var ordered = clients.stream().distinct().filter(client -> late.contains(client) || fresh.contains(client))
                    .toList();
            return ordered.isEmpty()
                    ? Future.succeededFuture()
                    : store.reservePlaces(tx, transfer, ordered.size())
                    .compose(first -> place(tx, grant, choices, fresh, places(ordered, first)));
        }));
    }

    /** Selects the new files, as many as the transfer may still have. */
    private Set<UUID> fresh(List<Choice> choices, Set<UUID> taken, AnnouncedStore.Standing standing,
            List<Refused> refused) {
        var free = config.maxPerTransfer() - standing.held();
        var fresh = new HashSet<UUID>();
        for (var choice : choices) {
            if (standing.removed().contains(choice.client())) {
                refused.add(new Refused(choice.client(), UploadFailures.removed().code()));
            } else if (!taken.contains(choice.client()) && !fresh.contains(choice.client())) {
                if (fresh.size() < free) {
                    fresh.add(choice.client());
                } else {
                    refused.add(new Refused(choice.client(), UploadFailures.tooMany(config.maxPerTransfer()).code()));
                }
            }
        }
        return fresh;
    }

    private static Map<UUID, Integer> places(List<UUID> ordered, int first) {
        return IntStream.range(0, ordered.size()).boxed()
                .collect(Collectors.toMap(ordered::get, position -> first + position));
    }

    private Future<Void> place(SqlClient tx, Grant grant, List<Choice> choices, Set<UUID> fresh,
            Map<UUID, Integer> places) {
        var rows = new ArrayList<AnnouncedDocument>();
        for (var choice : choices) {
            var place = fresh.remove(choice.client()) ? places.remove(choice.client()) : null;
            if (place != null) {
                rows.add(AnnouncedDocument.of(
                        uploads.aead(), grant.manifestKey(), choice.client(), place, choice.length(), choice.name()));
            }
        }
        return store.insert(tx, grant.transfer(), rows)
                .compose(done -> uploads.documents().assignPlaces(tx, grant.transfer(), places));
    }
}
