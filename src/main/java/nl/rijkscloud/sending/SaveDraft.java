package nl.rijkscloud.sending;

import nl.rijkscloud.link.Grant;

/** The owner changes recipients, language or message of a draft. */
public record SaveDraft(Grant grant, Draft draft) {}
