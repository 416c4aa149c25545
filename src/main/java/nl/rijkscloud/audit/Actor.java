package nl.rijkscloud.audit;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.kernel.Source;

/**
 * The person or program behind an act, as far as the portal knows, and the source of the request.
 *
 * @param id the id of the presented link or of the employee
 * @param source the source of the request; empty for acts of the portal or its operator
 */
public record Actor(Kind kind, Optional<UUID> id, Optional<Source> source) {
    /** The portal by itself. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, Optional.empty(), Optional.empty());
    /** A person at the command line of a machine that reaches the database. */
    public static final Actor OPERATOR = new Actor(Kind.OPERATOR, Optional.empty(), Optional.empty());
    /** A visitor without any proof of identity. */
    public static final Actor NOBODY = new Actor(Kind.NOBODY, Optional.empty(), Optional.empty());

    public enum Kind {
        NOBODY, UPLOAD_LINK, DOWNLOAD_LINK, REPORT_LINK, PHONE_LINK, STAFF, SYSTEM, OPERATOR;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    public static Actor staff(UUID id) {
        return new Actor(Kind.STAFF, Optional.of(id), Optional.empty());
    }

    /** @param link the 16-byte id of the link in the database, which says nothing about its secret */
    public static Actor link(Kind kind, byte[] link) {
        var bytes = ByteBuffer.wrap(link);
        return new Actor(kind, Optional.of(new UUID(bytes.getLong(), bytes.getLong())), Optional.empty());
    }

    public Actor from(Source source) {
        return new Actor(kind, id, Optional.of(source));
    }
}
