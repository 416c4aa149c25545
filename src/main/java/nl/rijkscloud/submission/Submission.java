package nl.rijkscloud.submission;

import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.transfer.Party;

/**
 * Somebody outside wants to send documents to a contact. Checked: see {@link SubmissionForm}.
 *
 * @param source the client's address, for the limits
 */
public record Submission(Party sender, Party contact, Language language, Source source) {
    @Override
    public String toString() {
        return "Submission[***]";
    }
}
