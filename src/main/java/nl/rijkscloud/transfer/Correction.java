package nl.rijkscloud.transfer;

import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * A corrected recipient, checked by {@link CorrectionForm}.
 *
 * @param recipient the recipient to correct
 * @param name empty to keep the old name; {@code mobile}, of an outsider, likewise
 */
public record Correction(UUID recipient, Optional<String> name, String email, Optional<PhoneNumber> mobile) {
    /** The recipient after the correction: staff stay staff, and an outsider stays an outsider. */
    Recipient of(Recipient old) {
        var name = this.name.orElse(old.name());
        return old.mobile()
                .map(number -> Recipient.outsider(old.transfer(), old.position(), name, email, mobile.orElse(number)))
                .orElseGet(() -> Recipient.staff(old.transfer(), old.position(), name, email));
    }

    @Override
    public String toString() {
        return "Correction[" + recipient + "]";
    }
}
