package nl.rijkscloud.submission;

import java.time.Duration;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.kernel.Topic;
import nl.rijkscloud.transfer.Party;

/**
 * Somebody outside wants to send documents to a contact. Checked: see {@link SubmissionForm}.
 *
 * @param source the client's address, for the limits
 */
public record Submission(Party sender, Party contact, Language language, Source source) {
    /**
     * Succeeds whether or not a mail follows, so that nobody learns from it who has been mailed before. Answers for how long the mail has to wait, mostly
     * not at all.
     */
    public static final Topic<Submission, Duration> TOPIC = new Topic<>("transfer.begin");

    @Override
    public String toString() {
        return "Submission[***]";
    }
}
