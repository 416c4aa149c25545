package nl.rijkscloud.mail;

import io.vertx.core.Future;
import java.util.UUID;

/** Gives each mail the sender of its envelope: the address to which servers report that it cannot be delivered. */
public interface ReturnPath {
    /** An address of ASCII characters; empty for a mail about which nobody shall report. */
    Future<String> of(UUID mail);

    /** The same address for all mails. */
    static ReturnPath fixed(String address) {
        return mail -> Future.succeededFuture(address);
    }
}
