package nl.rijkscloud.statement;

import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.List;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.platform.Platform;

/** Wires the signing and storage of statements, and the published keys. */
public final class StatementWiring {
    private final Platform platform;
    private final SigningKeys keys;
    private final Statements statements;

    /** Blocks while it reads the key. */
    public StatementWiring(Platform platform) throws IOException {
        this.platform = platform;
        var config = platform.config();
        keys = new SigningKeys(config.statements().key());
        statements = new Statements(
                keys, platform.aead(), config.server().publicUrl().toString(), config.organisation().fullName());
    }

    public Statements statements() {
        return statements;
    }

    public List<PeriodicTask> chores() {
        return List.of(new PeriodicTask("statement-key", pass -> keys.reload(platform.vertx())));
    }

    /** {@code GET /.well-known/rijkscloud-keys.json}: the public keys, also with an empty list. */
    public void mount(Router router) {
        Routing.read(router, "/.well-known/rijkscloud-keys.json", ctx -> ctx.response()
                .putHeader("Content-Type", "application/jwk-set+json")
                .putHeader("Cache-Control", "public, max-age=300")
                .end(keys.shown().text()));
    }
}
