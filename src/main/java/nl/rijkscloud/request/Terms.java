package nl.rijkscloud.request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.kernel.Language;

/**
 * What is the same for all who are asked at once. Checked: see {@link TermsForm}.
 *
 * @param deadline the last day, in Dutch time; @param endsAt until when documents can be sent
 * @param remindAt when somebody who has not answered is reminded
 * @param maxSize bytes of one document, when less than the portal takes
 * @param alsoTo addresses in the organisation that receive the answer besides the one who asks, in lower case
 */
record Terms(
        RequestText asked, Optional<LocalDate> deadline, Instant endsAt, Optional<Instant> remindAt, boolean repeat, Optional<Long> maxSize,
        List<String> alsoTo, Language language) {
    @Override
    public String toString() {
        return "Terms[***]";
    }
}
