package nl.rijkscloud.sending;

import java.util.List;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.typed.PhoneNumber;

/** The recipients, language and message that staff have filled in so far. Checked by {@link DraftForm}. */
record Draft(List<Addressee> recipients, Language language, Message message) {
    /**
     * An outsider who will receive the documents.
     *
     * @param email in the form in which mails are sent to it
     * @param mobile the number that receives the code
     */
    record Addressee(String name, String email, PhoneNumber mobile) {
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
