package nl.rijkscloud.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The object of an act. Ids only: names do not belong in the log and may be gone when it is read.
 *
 * @param transfer the transfer it belongs to
 * @param kind and {@code id}: the one thing, if it is not the transfer as a whole
 */
public record Subject(Optional<UUID> transfer, Optional<Kind> kind, Optional<UUID> id) {
    public static final Subject NONE = new Subject(Optional.empty(), Optional.empty(), Optional.empty());

    public enum Kind {
        DOCUMENT, RECIPIENT, ACCOUNT, DEPARTMENT, LETTER, PERSON, EXPORT, KEY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public static Subject transfer(UUID id) {
        return new Subject(Optional.of(id), Optional.empty(), Optional.empty());
    }

    public static Subject document(UUID transfer, UUID id) {
        return new Subject(Optional.of(transfer), Optional.of(Kind.DOCUMENT), Optional.of(id));
    }

    public static Subject recipient(UUID transfer, UUID id) {
        return new Subject(Optional.of(transfer), Optional.of(Kind.RECIPIENT), Optional.of(id));
    }

    /** A recovery slot that was handed out, see {@code recovery}. */
    public static Subject export(UUID transfer, UUID id) {
        return new Subject(Optional.of(transfer), Optional.of(Kind.EXPORT), Optional.of(id));
    }

    /**
     * A recovery key.
     *
     * @param shown its id as people compare it, "3f-2a-1b-4c-5d-6e-7f-80": the first half of the id in the line
     */
    public static Subject key(String shown) {
        var id = HexFormat.ofDelimiter("-").parseHex(shown);
        return new Subject(Optional.empty(), Optional.of(Kind.KEY),
                Optional.of(new UUID(ByteBuffer.wrap(id).getLong(), 0)));
    }

    public static Subject account(UUID id) {
        return new Subject(Optional.empty(), Optional.of(Kind.ACCOUNT), Optional.of(id));
    }

    /** A mail or text message that goes out. */
    public static Subject letter(UUID id) {
        return new Subject(Optional.empty(), Optional.of(Kind.LETTER), Optional.of(id));
    }

    /**
     * A person whom the privacy officer looked up.
     *
     * @param id a pseudonym that cannot be computed from an address without the master key
     */
    public static Subject person(UUID id) {
        return new Subject(Optional.empty(), Optional.of(Kind.PERSON), Optional.of(id));
    }

    /** Departments have no id; a name-based one (RFC 9562 version 3) of the lower-case address stands for it. */
    public static Subject department(String address) {
        return new Subject(
                Optional.empty(), Optional.of(Kind.DEPARTMENT),
                Optional.of(UUID.nameUUIDFromBytes(address.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))));
    }
}
