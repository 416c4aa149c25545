package nl.rijkscloud.statement;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that signs now, and all public ones. The file is read again at intervals, so that a rotation needs no new
 * start; a file that cannot be read then changes nothing. Without a file nothing is signed.
 */
final class SigningKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    private final Optional<Path> file;
    private volatile Optional<KeyRing.Private> ring;

    /** Blocks while it reads the file. */
    SigningKeys(Optional<Path> file) throws IOException {
        this.file = file;
        this.ring = file.isPresent() ? Optional.of(KeyFile.read(file.get())) : Optional.empty();
    }

    Optional<SigningKey> signing() {
        return ring.map(KeyRing.Private::signing);
    }

    KeyRing shown() {
        return ring.map(KeyRing.Private::shown).orElse(KeyRing.EMPTY);
    }

    Future<Void> reload(Vertx vertx) {
        return file.isEmpty() ? Future.succeededFuture() : vertx.executeBlocking(() -> {
            reload(file.get());
            return null;
        });
    }

    private void reload(Path from) {
        try {
            var fresh = KeyFile.read(from);
            if (signing().filter(key -> key.shown().equals(fresh.signing().shown())).isEmpty()) {
                LOG.info("statements are signed by another key from now on: {}", fresh.signing().shown().id());
            }
            ring = Optional.of(fresh);
        } catch (IOException unreadable) {
            LOG.warn("statements.key cannot be read again; the key in memory goes on signing");
        }
    }
}
