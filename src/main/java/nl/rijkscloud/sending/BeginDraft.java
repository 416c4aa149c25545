package nl.rijkscloud.sending;

import java.util.UUID;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.transfer.Party;

/**
 * A member of staff wants to send documents to outsiders.
 *
 * @param source where the request came from
 * @param owner who that is, and {@code sender} how recipients see them
 */
public record BeginDraft(UUID owner, Source source, Party sender, Draft draft) {}
