package nl.rijkscloud.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.code.CodeMeans;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * A recipient of a transfer, who has a link of their own.
 *
 * @param outsider true for a person outside the inspectorate, who needs a code; an employee or department signs in
 * @param mobile the number to which an outsider gets the code, if they have one
 * @param codeMeans how the codes had come that opened it, in that order; empty if none did
 * @param openedAt when they first opened the transfer
 * @param downloadedAt when they had downloaded all documents
 */
public record Recipient(
        UUID id, UUID transfer, int position, String name, String email, boolean outsider,
        Optional<PhoneNumber> mobile, List<CodeMeans> codeMeans, Optional<Instant> openedAt,
        Optional<Instant> downloadedAt) {
    public Recipient {
        codeMeans = List.copyOf(codeMeans);
    }

    /** An employee or department of the inspectorate. */
    public static Recipient staff(UUID transfer, int position, String name, String email) {
        return new Recipient(UUID.randomUUID(), transfer, position, name, email, false, Optional.empty(),
                List.of(), Optional.empty(), Optional.empty());
    }

    /** @param mobile empty for a person to whom staff read a code out */
    public static Recipient outsider(
            UUID transfer, int position, String name, String email, Optional<PhoneNumber> mobile) {
        return new Recipient(UUID.randomUUID(), transfer, position, name, email, true, mobile,
                List.of(), Optional.empty(), Optional.empty());
    }
}
