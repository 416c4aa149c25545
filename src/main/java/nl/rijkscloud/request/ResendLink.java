package nl.rijkscloud.request;

import java.util.UUID;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.kernel.Topic;
import nl.rijkscloud.staff.Staff;

/** A member of staff wants the outsider to get the upload link of a request again. */
public record ResendLink(Staff staff, Actor by, UUID transfer) {
    /**
     * Fails with {@code NOT_FOUND} for what is not theirs, and with {@code CONFLICT}: {@code request-answered}, or {@code documents-underway} when
     * nobody but the holder of the link has the key of what is being uploaded; {@code linkMailed} and {@code to} say which mail holds it.
     */
    public static final Topic<ResendLink, Void> TOPIC = new Topic<>("request.resend");
}
