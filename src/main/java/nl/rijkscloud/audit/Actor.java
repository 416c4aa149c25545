package nl.rijkscloud.audit;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.kernel.Source;

/**
 * Who did it, as far as the portal knows, and from where.
 *
 * @param id of the link that was presented, or of the member of staff
 * @param source where the request came from; nothing for what the portal or its operator does
 */
public record Actor(Kind kind, Optional<UUID> id, Optional<Source> source) {
    /** The portal by itself. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, Optional.empty(), Optional.empty());
    /** Somebody at the command line of a machine that reaches the database. */
    public static final Actor OPERATOR = new Actor(Kind.OPERATOR, Optional.empty(), Optional.empty());
    /** Somebody who has shown nothing yet. */
    public static final Actor NOBODY = new Actor(Kind.NOBODY, Optional.empty(), Optional.empty());

    public enum Kind {
        NOBODY, UPLOAD_LINK, DOWNLOAD_LINK, REPORT_LINK, STAFF, SYSTEM, OPERATOR;

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

    /** @param link the id that names it in the database, 16 bytes, which say nothing about its secret */
    public static Actor link(Kind kind, byte[] link) {
        var bytes = ByteBuffer.wrap(link);
        return new Actor(kind, Optional.of(new UUID(bytes.getLong(), bytes.getLong())), Optional.empty());
    }

    public Actor from(Source source) {
        return new Actor(kind, id, Optional.of(source));
    }
}
