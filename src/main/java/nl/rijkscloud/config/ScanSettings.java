package nl.rijkscloud.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * @param address of clamd {@code unix:/path} or {@code tcp://host:port}, of an ICAP service {@code icap://host/service}
 *     or {@code icaps:}; there when a scanner is used
 * @param plaintextNetwork true if documents may cross the network to it unencrypted
 * @param maximum the most bytes that an ICAP server looks at; larger documents are not sent. Without meaning for clamd,
 *     which says so itself
 * @param caFile the certificates to trust, in PEM, in place of those that Java knows
 * @param timeout how long the scanner may take nothing and answer nothing
 * @param infected what happens to documents in which it finds something
 * @param notScanned what happens to documents that it has not looked at; the only one that may be {@code HOLD}
 * @param hold how long documents wait for a scanner that is away, or for a decision
 */
public record ScanSettings(
        Kind kind, Optional<URI> address, boolean plaintextNetwork, long maximum, Optional<Path> caFile,
        Duration timeout, Treatment infected, Treatment notScanned, Duration hold) {

    public enum Kind { NONE, CLAMD, ICAP }
    public enum Treatment { DELIVER, WARN, HOLD, REFUSE }

    /** The treatment of a document that is not clean. */
    public Treatment treatment(boolean isInfected) {
        return isInfected ? infected : notScanned;
    }

    static ScanSettings read(Values keys) {
        var kind = keys.choice("kind", Kind.class);
        var address = keys.has("address")
                ? Optional.of(keys.uri("address", kind == Kind.ICAP ? TextRules.ICAP : TextRules.CLAMD))
                : Optional.<URI>empty();
        if (kind != Kind.NONE && address.isEmpty()) {
            keys.refuse("address", "is missing");
        }
        if (kind == Kind.ICAP && !keys.has("maximum")) {
            keys.refuse("maximum", "is missing: write how large a document the ICAP server is set to look at");
        }
        return new ScanSettings(
                kind, address.filter(used -> kind != Kind.NONE), keys.flag("plaintextNetwork"),
                keys.has("maximum") ? keys.size("maximum", "1MiB", "4GB") : 0, keys.optionalPath("caFile"),
                keys.duration("timeout", "5s", "4m"), keys.choice("infected", Treatment.class),
                keys.choice("notScanned", Treatment.class), keys.duration("hold", "0s", "7d"));
    }
}
