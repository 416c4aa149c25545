package nl.rijkscloud.sending;

import java.util.List;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.typed.PhoneNumber;

/** What a member of staff has filled in of a sending that they have not sent yet. Checked: see {@link DraftForm}. */
public record Draft(List<Addressee> recipients, Language language, Message message) {
    /** @param email as it will be used; @param mobile where the code will go */
    public record Addressee(String name, String email, PhoneNumber mobile) {
        @Override
        public String toString() {
            return "Addressee[***]";
        }
    }

    @Override
    public String toString() {
        return "Draft[***]";
    }
}
