package nl.rijkscloud.transfer;

import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * What should have stood in a recipient's place. Checked: see {@link CorrectionForm}.
 *
 * @param recipient whom it is about
 * @param name nothing when that was right; {@code mobile} of an outsider, the same
 */
public record Correction(UUID recipient, Optional<String> name, String email, Optional<PhoneNumber> mobile) {
    /** Staff stay staff, and an outsider stays one. */
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
