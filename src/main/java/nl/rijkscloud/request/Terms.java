package nl.rijkscloud.request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.kernel.Language;

/**
 * The part of a request that is the same for all outsiders who are asked at once. Checked by {@link TermsForm}.
 *
 * @param deadline the last day, in Dutch time
 * @param endsAt the end of the time in which documents can be sent
 * @param remindAt when an outsider who has not answered is reminded
 * @param repeat true if the request may be answered several times
 * @param maxSize bytes of one document, if that is less than the portal accepts
 * @param alsoTo addresses in the organisation that receive the answer too, in lower case
 */
record Terms(
        RequestText text, Optional<LocalDate> deadline, Instant endsAt, Optional<Instant> remindAt, boolean repeat,
        Optional<Long> maxSize, List<String> alsoTo, Language language) {
    @Override
    public String toString() {
        return "Terms[***]";
    }
}
